package dev.whence.policy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Hides in pointers the names that hold what policy looks for. */
final class Masking {
    /** Stands in a pointer for a name that is not shown. */
    static final String MASK = "[masked]";

    private Masking() {}

    static String pointer(String pointer, TextPatterns patterns) {
        if (patterns.in(unescaped(pointer)).isEmpty()) {
            return pointer;
        }
        return Arrays.stream(pointer.split("/", -1))
                .map(segment -> patterns.in(unescaped(segment)).isEmpty() ? segment : MASK)
                .collect(Collectors.joining("/"));
    }

    private static String unescaped(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }
}
