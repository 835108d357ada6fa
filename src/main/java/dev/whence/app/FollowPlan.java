package dev.whence.app;

import dev.whence.follow.Credential;
import dev.whence.follow.Introduction;
import dev.whence.follow.LogAddress;
import dev.whence.follow.TroubleException;
import dev.whence.ledger.Following;
import dev.whence.ledger.LedgerPaths;
import dev.whence.ledger.Replica;
import dev.whence.receipt.Iris;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Whom to follow, by which key to trust it, and under which base: from the command line, from what the folder has kept, and
 * the first time from what the log says of itself.
 */
record FollowPlan(
        DataFolder folder, Following following, Optional<VerifierKey> key, Optional<String> base, Settings settings) {

    static FollowPlan make(
            DataOptions data,
            Optional<String> url,
            Optional<String> vkey,
            Optional<String> credential,
            Terminal terminal)
            throws IOException, InterruptedException {
        Settings read = Settings.read(data.config(), System.getenv());
        Settings settings =
                credential.map(Credential::bearer).map(read::showing).orElse(read);
        DataFolder folder = new DataFolder(data.data());
        Optional<VerifierKey> key = vkey.isPresent() ? Optional.of(VerifierKeys.read(vkey.get())) : Optional.empty();
        Optional<Following> kept = Replica.following(data.data());
        Optional<URI> asked = url.map(FollowPlan::address);
        if (kept.isPresent() && asked.map(uri -> isSame(kept.get(), uri)).orElse(true)) {
            return new FollowPlan(folder, kept.get(), key, data.base(), settings);
        }
        Introduction shown = introduction(
                asked.orElseThrow(() -> new UsageException("Say which log to follow: whence follow URL.")), settings);
        boolean isKnown = Files.exists(new LedgerPaths(data.data()).trustedKey());
        Optional<VerifierKey> trusted = key.isPresent() || isKnown ? key : Optional.of(firstKey(shown, terminal));
        Optional<String> base = folder.hasBase() ? data.base() : data.base().or(() -> base(shown, terminal));
        return new FollowPlan(folder, shown.following(), trusted, base, settings);
    }

    Whence open() throws IOException {
        return Whence.openToFollow(folder, following, key, base, settings);
    }

    private static boolean isSame(Following kept, URI asked) {
        return kept.log().equals(asked) || kept.primary().equals(asked);
    }

    private static URI address(String url) {
        return LogAddress.parse(url)
                .orElseThrow(() -> new UsageException(
                        "The log to follow is an http or https address without name, query or fragment."));
    }

    private static Introduction introduction(URI asked, Settings settings) throws InterruptedException {
        try {
            return Introduction.of(asked, settings.follow());
        } catch (TroubleException trouble) {
            throw new FaultException(trouble.getMessage() + ".");
        }
    }

    /** Trust on first use: the operator is told what was trusted, and how to say it instead. */
    private static VerifierKey firstKey(Introduction shown, Terminal terminal) {
        VerifierKey key = shown.key()
                .flatMap(VerifierKey::parse)
                .orElseThrow(() -> new UsageException(
                        "The log publishes no verifier key; name the key that you trust with --vkey."));
        terminal.say("Trusting the key that the log shows, from now on: fingerprint " + key.fingerprint() + ".");
        terminal.say("Compare it with what the log's keeper tells you, or name it yourself: --vkey '"
                + Printable.of(key.line()) + "'");
        return key;
    }

    private static Optional<String> base(Introduction shown, Terminal terminal) {
        if (shown.base().isEmpty()) {
            terminal.say("No Whence answers beside the log, so its base is not known; " + Iris.DEFAULT_BASE
                    + " is taken. Name another with --base.");
        }
        return shown.base();
    }
}
