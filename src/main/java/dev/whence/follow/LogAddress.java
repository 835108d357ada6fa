package dev.whence.follow;

import dev.whence.ledger.Following;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Finds out what an address that a person gave leads to: a Whence, its log, or a folder of a log's files. */
public final class LogAddress {
    private static final int PROBE_BYTES = 256 << 10;
    private static final String LEDGER = "ledger/";

    private final Http http;

    LogAddress(Http http) {
        this.http = http;
    }

    /** An address as it can be followed; nothing where it is none. */
    public static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text : text + "/");
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return web && plain && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * Finds the log.
     *
     * @param given as {@link #parse} gives it
     * @throws TroubleException where no checkpoint is found there
     */
    Following find(URI given) throws TroubleException, InterruptedException {
        if (given.getPath().endsWith("/" + LEDGER)) {
            return new Following(given, server(given.resolve("..")));
        }
        if (isCheckpoint(given.resolve(LEDGER + "checkpoint"))) {
            return new Following(given.resolve(LEDGER), server(given));
        }
        if (isCheckpoint(given.resolve("checkpoint"))) {
            return new Following(given, Optional.empty());
        }
        throw new TroubleException("There is no log at " + given + ": neither " + given.resolve(LEDGER + "checkpoint")
                + " nor " + given.resolve("checkpoint") + " is a checkpoint");
    }

    /** Looks like one; whether it is, the key decides. */
    private boolean isCheckpoint(URI address) throws TroubleException, InterruptedException {
        Http.Answer answer = Http.await(http.ask(address, Map.of(), PROBE_BYTES), address);
        return answer.isGood() && new String(answer.body(), StandardCharsets.UTF_8).contains("\n\n\u2014 ");
    }

    private Optional<URI> server(URI root) throws TroubleException, InterruptedException {
        LogSource source = new LogSource(new Following(root.resolve(LEDGER), Optional.of(root)), http);
        return source.base().map(base -> root);
    }
}
