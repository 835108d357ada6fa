package dev.whence.serve.sparql;

import java.util.regex.Pattern;

/** What a parser says, for a person: where and what, without the parser's list of all that it would have liked. */
final class ParseMessage {
    private static final Pattern EXPECTATION = Pattern.compile("\\s*Was expecting.*", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST = 400;

    private ParseMessage() {}

    static String of(Exception fault) {
        return shorten(fault.getMessage() == null ? "it cannot be read" : fault.getMessage());
    }

    static String shorten(String message) {
        String flat = SPACE.matcher(EXPECTATION.matcher(message).replaceFirst(""))
                .replaceAll(" ")
                .strip();
        return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST) + "…";
    }
}
