package dev.whence.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The options of a benchmark, {@code --name value} each; {@code src/bench/run} gives {@code --home} and {@code --work}. */
record Arguments(Map<String, String> values) {

    static Arguments parse(String... words) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException("options are --name value, not " + words[i]);
            }
            values.put(words[i].substring(2), words[i + 1]);
        }
        return new Arguments(values);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(values.getOrDefault(name, String.valueOf(otherwise)));
    }

    /** The seed of everything made up. */
    long seed() {
        return number("seed", 1);
    }

    /** The top of the tree, where {@code ./whence} lies. */
    Path home() {
        return Path.of(values.getOrDefault("home", ""));
    }

    /** An empty folder on a real disk, thrown away at the end. */
    Path work() {
        return Path.of(values.getOrDefault("work", "target"));
    }
}
