package dev.whence.receipt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How receipts refer to the code that ran. */
public final class CommitReference {
    private static final Pattern PREFIXED = Pattern.compile("(?:git|repo|commit):([0-9a-f]{7,64})");

    private CommitReference() {}

    /** {@code git:<hex>} and {@code repo:<hex>} are the commit itself; any other reference is a name of its own. */
    public static String id(String reference) {
        Matcher prefixed = PREFIXED.matcher(reference);
        return prefixed.matches() ? prefixed.group(1) : reference;
    }
}
