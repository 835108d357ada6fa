package dev.whence.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody may do: {@code resource:action}. Held, either half may be {@code *}, and {@code *} alone is everything;
 * asked for, it is exact.
 */
public record Scope(String resource, String action) {
    private static final String ANY = "*";
    private static final String READ = "read";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

    public static final Scope EVERYTHING = new Scope(ANY, ANY);
    public static final Scope PROVENANCE_READ = new Scope("provenance", READ);
    public static final Scope PROVENANCE_WRITE = new Scope("provenance", "write");
    /** To see what lies in quarantine, beside {@link #PROVENANCE_READ}. */
    public static final Scope QUARANTINE_READ = new Scope("quarantine", READ);
    /** To take a receipt's content away for ever. */
    public static final Scope PROVENANCE_ERASE = new Scope("provenance", "erase");

    public static final Scope CATALOG_READ = new Scope("catalog", READ);
    /** To publish what passes the gates, and to withdraw catalog records. */
    public static final Scope CATALOG_PROMOTE = new Scope("catalog", "promote");
    /** To read the bundles of the log, of all organisations. */
    public static final Scope LEDGER_READ = new Scope("ledger", READ);

    public static final Scope ADMIN_READ = new Scope("admin", READ);
    public static final Scope ADMIN_WRITE = new Scope("admin", "write");

    public Scope {
        if (!isWord(resource) || !isWord(action)) {
            throw new IllegalArgumentException("a scope is resource:action");
        }
    }

    private static boolean isWord(String word) {
        return word.equals(ANY) || WORD.matcher(word).matches();
    }

    /** Reads {@code resource:action}, {@code resource:*}, {@code *:action} or {@code *}. */
    public static Optional<Scope> parse(String text) {
        if (text.equals(ANY)) {
            return Optional.of(EVERYTHING);
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String resource = text.substring(0, colon);
        String action = text.substring(colon + 1);
        return isWord(resource) && isWord(action) ? Optional.of(new Scope(resource, action)) : Optional.empty();
    }

    /** Whether who holds this one may do what another one stands for. */
    public boolean grants(Scope asked) {
        return (resource.equals(ANY) || resource.equals(asked.resource))
                && (action.equals(ANY) || action.equals(asked.action));
    }

    /** Whether nothing is changed by who does this. */
    public boolean isRead() {
        return action.equals(READ);
    }

    /** {@code resource:action}, or {@code *}. */
    public String text() {
        return equals(EVERYTHING) ? ANY : resource + ":" + action;
    }

    @Override
    public String toString() {
        return text();
    }
}
