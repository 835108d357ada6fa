package dev.whence.follow;

import dev.whence.ledger.Following;
import java.net.URI;
import java.util.Optional;

/**
 * What a log that nobody here has followed before says of itself; nothing of it is believed but by the operator.
 *
 * @param key the line of the verifier key that it publishes
 * @param base of the IRIs that its server mints
 */
public record Introduction(Following following, Optional<String> key, Optional<String> base) {
    /**
     * Asks.
     *
     * @param given as {@link LogAddress#parse} gives it
     * @param settings how long to wait for an answer, and what to show
     * @throws TroubleException where no log answers there
     */
    public static Introduction of(URI given, FollowSettings settings) throws TroubleException, InterruptedException {
        try (Http http = new Http(settings.patience(), settings.credential())) {
            Following following = new LogAddress(http).find(given);
            LogSource source = new LogSource(following, http);
            return new Introduction(following, source.key(), source.base());
        }
    }
}
