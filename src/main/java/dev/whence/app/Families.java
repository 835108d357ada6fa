package dev.whence.app;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings with a name in the middle of their key, which no file of defaults can list: {@code
 * organisation.<name>.default-label}. The variable of one is made as all are, with an underscore for whatever is neither
 * letter nor digit; where the file names no such organisation, its name is the variable's in small letters.
 */
final class Families {
    private static final Pattern KEY = Pattern.compile("organisation\\.(.+)\\.default-label");
    private static final Pattern VARIABLE = Pattern.compile("WHENCE_ORGANISATION_(.+)_DEFAULT_LABEL");

    private final Map<String, String> values;

    private Families(Map<String, String> values) {
        this.values = values;
    }

    /** Whether an environment variable belongs to one. */
    static boolean isOne(String variable) {
        return VARIABLE.matcher(variable).matches();
    }

    /** Takes out of a file's settings what belongs to families, and sets the environment above it. */
    static Families taken(Properties stated, Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        stated.stringPropertyNames().stream()
                .filter(key -> KEY.matcher(key).matches())
                .forEach(key -> values.put(key, String.valueOf(stated.remove(key))));
        environment.forEach((variable, value) -> {
            Matcher matcher = VARIABLE.matcher(variable);
            if (matcher.matches()) {
                values.put(key(matcher.group(1), values), value);
            }
        });
        return new Families(values);
    }

    private static String key(String name, Map<String, String> values) {
        Optional<String> named = values.keySet().stream()
                .filter(key -> {
                    Matcher matcher = KEY.matcher(key);
                    return matcher.matches() && shouted(matcher.group(1)).equals(name);
                })
                .findFirst();
        return named.orElse("organisation." + name.toLowerCase(Locale.ROOT) + ".default-label");
    }

    private static String shouted(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** The values of one family by the names in the middle. */
    Map<String, String> of(String prefix, String suffix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix) && key.endsWith(suffix)) {
                found.put(key.substring(prefix.length(), key.length() - suffix.length()), value);
            }
        });
        return found;
    }
}
