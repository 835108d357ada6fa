package dev.whence.app;

import dev.whence.attest.Attestations;
import dev.whence.canonical.JsonLimits;
import dev.whence.feed.dcat.CatalogAbout;
import dev.whence.follow.Credential;
import dev.whence.follow.FollowSettings;
import dev.whence.ledger.LedgerSettings;
import dev.whence.policy.PolicySettings;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receive.DefaultLabels;
import dev.whence.receive.IntakeSettings;
import dev.whence.serve.HttpSettings;
import dev.whence.serve.sparql.SparqlSettings;
import dev.whence.store.StoreSettings;
import dev.whence.trail.TrailSettings;
import dev.whence.witness.WitnessAddress;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set, already in the form in which each room wants it. Documented, with every default, in
 * {@code src/main/resources/whence.properties}.
 *
 * @param base only where a file or the environment says so
 * @param attestations judges attachments by the configured keys
 * @param cannedTimeout of one canned query
 * @param cannedRows of one canned query's answer
 * @param selfCheck how a server verifies its own ledger
 * @param isLogPublic whether anybody may read the log's bundles
 * @param audit how a server keeps its audit trail
 * @param denialsPerMinute after which a principal or address has to wait; 0 sets no limit
 * @param rights who may do what, and how it is known who asks
 * @param http how requests come in
 * @param catalog what the public catalog says of itself
 */
record Settings(
        Optional<String> base,
        IntakeSettings intake,
        PolicySettings policy,
        LedgerSettings ledger,
        Witnesses witnesses,
        StoreSettings store,
        SparqlSettings sparql,
        Attestations attestations,
        Duration cannedTimeout,
        int cannedRows,
        FollowSettings follow,
        SelfCheckSettings selfCheck,
        boolean isLogPublic,
        TrailSettings audit,
        int denialsPerMinute,
        RightsSettings rights,
        HttpSettings http,
        CatalogAbout catalog) {

    /**
     * Who is asked to sign the log's checkpoints too.
     *
     * @param timeout of one exchange with a witness
     */
    record Witnesses(List<WitnessAddress> addresses, Duration timeout) {}

    /**
     * Reads the settings: defaults, then the file, then the environment.
     *
     * @throws UsageException that tells every unknown key and every bad value at once
     */
    static Settings read(Optional<Path> file, Map<String, String> environment) throws IOException {
        SettingsReader in = SettingsReader.read(file, environment);
        Settings settings = new Settings(
                in.isGiven("base") ? Optional.of(in.text("base")) : Optional.empty(),
                intake(in),
                PolicyReader.read(in),
                LedgerReader.read(in, Optional.ofNullable(environment.get(LedgerReader.KEY_VARIABLE))),
                LedgerReader.witnesses(in),
                store(in),
                sparql(in),
                AttestReader.read(in),
                in.seconds("queries.timeout-s"),
                in.number("queries.rows", 1, 10_000_000),
                follow(in),
                selfCheck(in),
                in.flag("ledger.public"),
                audit(in),
                in.number("audit.denials-per-minute", 0, 1_000_000),
                RightsReader.read(in),
                HttpReader.read(in),
                CatalogReader.read(in));
        in.refuseProblems();
        return settings;
    }

    /** The same, showing another credential to the log that is followed. */
    Settings showing(Credential credential) {
        return new Settings(
                base,
                intake,
                policy,
                ledger,
                witnesses,
                store,
                sparql,
                attestations,
                cannedTimeout,
                cannedRows,
                follow.showing(credential),
                selfCheck,
                isLogPublic,
                audit,
                denialsPerMinute,
                rights,
                http,
                catalog);
    }

    private static FollowSettings follow(SettingsReader in) {
        return new FollowSettings(
                Duration.ofMillis(in.number("follow.poll-ms", 50, 3_600_000)),
                in.seconds("follow.longest-pause-s"),
                in.seconds("follow.timeout-s"),
                in.seconds("follow.ask-missing-s"),
                followCredential(in));
    }

    private static Credential followCredential(SettingsReader in) {
        String file = in.text("follow.api-key-file");
        try {
            return file.isEmpty() ? Credential.NONE : Credential.bearer(ServerAccess.read(Path.of(file)));
        } catch (IOException | InvalidPathException | UsageException unusable) {
            in.problem("follow.api-key-file must be a file that holds an API key and that only its owner can read");
            return Credential.NONE;
        }
    }

    private static IntakeSettings intake(SettingsReader in) {
        return new IntakeSettings(
                new JsonLimits(
                        in.number("intake.max-receipt-bytes", 1024, 64 << 20), in.number("intake.max-depth", 4, 200)),
                labels(in),
                in.number("intake.queue", 1, 1 << 20),
                IntakeSettings.DEFAULTS.batchLength(),
                in.milliseconds("graph.gather-under-load-ms"),
                in.milliseconds("graph.gather-ms"),
                in.value("intake.idempotency-window", Durations::parse, Durations.WANTED)
                        .orElse(IntakeSettings.DEFAULTS.keysFor()));
    }

    private static DefaultLabels labels(SettingsReader in) {
        String wanted = "one of the policy labels";
        return new DefaultLabels(
                in.value("intake.default-label", PolicyLabel::parse, wanted).orElse(PolicyLabel.PUBLIC),
                in.family("organisation.", ".default-label", PolicyLabel::parse, wanted));
    }

    private static StoreSettings store(SettingsReader in) {
        StoreSettings usual = StoreSettings.defaults();
        return new StoreSettings(
                usual.rebuildBatch(),
                in.longNumber("graph.compact-above-bytes"),
                in.value(
                                "graph.compact-growth",
                                text -> SettingsReader.decimal(text).filter(growth -> growth >= 1),
                                "a number of at least 1")
                        .orElse(usual.compactGrowth()),
                usual.drainMillis());
    }

    private static SelfCheckSettings selfCheck(SettingsReader in) {
        String every = in.text("verify.every");
        return new SelfCheckSettings(
                every.equals("never")
                        ? Optional.empty()
                        : in.value("verify.every", Durations::parse, "never, or " + Durations.WANTED),
                in.number("verify.whole-every", 1, 10_000),
                in.number("verify.cpu-percent", 1, 100));
    }

    private static TrailSettings audit(SettingsReader in) {
        return new TrailSettings(
                in.flag("audit.enabled"),
                in.number("audit.file-bytes", 1 << 16, 1 << 30),
                in.number("audit.queue", 1024, 1 << 20),
                in.choice("audit.reads", "all", "none"),
                in.choice("audit.when-full", "refuse-all", "refuse-writes"));
    }

    private static SparqlSettings sparql(SettingsReader in) {
        Duration timeout = in.seconds("sparql.timeout-s");
        Duration longest = in.seconds("sparql.longest-timeout-s");
        if (longest.compareTo(timeout) < 0) {
            in.problem("sparql.longest-timeout-s must not be less than sparql.timeout-s");
            longest = timeout;
        }
        SparqlSettings.Limits usual = SparqlSettings.Limits.DEFAULTS;
        return new SparqlSettings(
                in.text("host"),
                in.number("port", 0, 65_535),
                new SparqlSettings.Limits(
                        timeout, longest, usual.characters(), in.number("sparql.rows", 1, 10_000_000), usual.bytes()),
                in.number("sparql.queries", 1, 1000),
                in.number("sparql.waiting", 0, 10_000),
                SparqlSettings.defaults(0).longestWait());
    }
}
