package dev.whence.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.authenticate.ApiKey;
import dev.whence.authenticate.ApiKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whence keys api}: who may use a server, by API keys. Works on the files; a server that runs notices. */
@Command(
        name = "api",
        description = {
            "Makes API keys, lists them and takes them back; a running server notices at once.",
            "The first key configures rights: from then on whoever shows none may do only what everybody may."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ApiKeysCommand.Create.class, ApiKeysCommand.ListKeys.class, ApiKeysCommand.Revoke.class})
final class ApiKeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the API keys.");
    }

    private static ApiKeys keys(DataOptions data) {
        return new ApiKeys(new DataFolder(data.data()).keys(), Clock.systemUTC());
    }

    private static String scopes(ApiKey key) {
        return key.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(","));
    }

    private static ObjectNode json(ApiKey key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", key.id()).put("name", key.name());
        ArrayNode organisations = json.putArray("organisations");
        key.organisations().forEach(organisations::add);
        ArrayNode scopes = json.putArray("scopes");
        key.scopes().stream().map(Scope::text).sorted().forEach(scopes::add);
        json.put("created", key.created().toString());
        key.expires().ifPresent(end -> json.put("expires", end.toString()));
        key.revoked().ifPresent(since -> json.put("revoked", since.toString()));
        return json;
    }

    /** {@code whence keys api create}. */
    @Command(
            name = "create",
            description = {
                "Makes a key and prints it, this once: only a hash is kept. The key alone goes to standard output.",
                "Scopes are resource:action, such as provenance:read, provenance:write, catalog:read, ledger:read,",
                "quarantine:read, provenance:erase, catalog:promote, admin:read, admin:write; resource:*, *:action and * are wider."
            },
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who holds the key.")
        private String name = "";

        @Option(
                names = "--organisation",
                paramLabel = "O",
                split = ",",
                description = {
                    "An organisation that its holder belongs to, the first one that it speaks for unless it says",
                    "otherwise; may be given several times (default: default)."
                })
        private List<String> organisations = new ArrayList<>();

        @Option(
                names = "--scope",
                required = true,
                paramLabel = "S",
                split = ",",
                description = "What its holder may do; may be given several times.")
        private List<String> scopes = new ArrayList<>();

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                description = "How long it is good, such as 90d (default: for ever).")
        private @Nullable String expires;

        Create(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            List<String> problems = new ArrayList<>();
            Set<Scope> may = scopes(problems);
            Optional<Instant> end = end(problems);
            if (!ApiKeys.isName(name)) {
                problems.add("--name is up to 128 letters, digits and ._:@+/-");
            }
            if (!organisations.stream().allMatch(ApiKeys::isOrganisation)) {
                problems.add("--organisation is up to 64 letters, digits and ._-");
            }
            if (!problems.isEmpty()) {
                throw new UsageException("No key was made: " + String.join("; ", problems) + ".");
            }
            List<String> belongs = organisations.isEmpty()
                    ? List.of(dev.whence.receipt.Iris.DEFAULT_ORGANISATION)
                    : List.copyOf(new LinkedHashSet<>(organisations));
            report(keys(data).create(name, belongs, may, end));
            return ExitCode.GOOD;
        }

        private Set<Scope> scopes(List<String> problems) {
            Set<Scope> read = new LinkedHashSet<>();
            for (String text : scopes) {
                Scope.parse(text)
                        .ifPresentOrElse(
                                read::add,
                                () -> problems.add(
                                        "'" + Printable.of(text) + "' is no scope; a scope is resource:action"));
            }
            return read;
        }

        private Optional<Instant> end(List<String> problems) {
            String text = expires;
            if (text == null) {
                return Optional.empty();
            }
            Optional<Duration> time = Durations.parse(text);
            if (time.isEmpty()) {
                problems.add("--expires wants " + Durations.WANTED);
            }
            return time.map(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS)::plus);
        }

        private void report(ApiKeys.Made made) {
            if (data.json()) {
                terminal.result(json(made.key()).put("key", made.text()).toString());
                return;
            }
            terminal.say("Key " + made.key().id() + " of " + made.key().name() + " in "
                    + String.join(", ", made.key().organisations()) + ", for " + ApiKeysCommand.scopes(made.key())
                    + made.key().expires().map(end -> ", until " + end).orElse("") + ":");
            terminal.result(made.text());
            terminal.say(
                    "It is shown this once. Send it as Authorization: Bearer, or put it into a file of mode 0600.");
        }
    }

    /** {@code whence keys api list}. */
    @Command(
            name = "list",
            description = "Lists the API keys: whose they are, what they may do, when each was last used.",
            mixinStandardHelpOptions = true)
    static final class ListKeys implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        ListKeys(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            ApiKeys keys = keys(data);
            List<ApiKey> all = keys.list();
            Map<String, Instant> uses = keys.lastUses();
            if (data.json()) {
                ObjectNode answer = JsonNodeFactory.instance.objectNode();
                ArrayNode list = answer.putArray("keys");
                for (ApiKey key : all) {
                    ObjectNode one = json(key).put("state", state(key));
                    Optional.ofNullable(uses.get(key.id())).ifPresent(last -> one.put("last_used", last.toString()));
                    list.add(one);
                }
                terminal.result(answer.toString());
                return ExitCode.GOOD;
            }
            for (ApiKey key : all) {
                terminal.result(key.id() + "  " + String.format("%-8s", state(key)) + "  " + key.name() + "  "
                        + String.join(",", key.organisations()) + "  " + ApiKeysCommand.scopes(key) + "  last used "
                        + Optional.ofNullable(uses.get(key.id()))
                                .map(Instant::toString)
                                .orElse("never"));
            }
            if (all.isEmpty()) {
                terminal.say("There are no API keys in " + data.data() + "; make one: whence keys api create");
            }
            return ExitCode.GOOD;
        }

        private static String state(ApiKey key) {
            if (key.revoked().isPresent()) {
                return "revoked";
            }
            return key.isGood(Clock.systemUTC().instant()) ? "good" : "expired";
        }
    }

    /** {@code whence keys api revoke}. */
    @Command(name = "revoke", description = "Takes a key back, at once and for ever.", mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        @Parameters(paramLabel = "ID", description = "The key's id: the eight letters after whence_.")
        private String id = "";

        Revoke(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            Optional<ApiKey> revoked = keys(data).revoke(id);
            if (revoked.isEmpty()) {
                // Not repeated: somebody may have given the whole key.
                terminal.say("There is no API key of this id; see: whence keys api list");
                return ExitCode.FINDINGS;
            }
            terminal.result(
                    data.json()
                            ? json(revoked.get()).toString()
                            : "Key " + revoked.get().id() + " of "
                                    + revoked.get().name() + " is revoked.");
            return ExitCode.GOOD;
        }
    }
}
