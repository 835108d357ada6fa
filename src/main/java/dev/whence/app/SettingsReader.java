package dev.whence.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Looks settings up by key and gathers everything that is wrong with them, to be told at once. */
final class SettingsReader {
    private static final String DEFAULTS = "/whence.properties";
    private static final String ENVIRONMENT = "WHENCE_";

    /** Variables that the launcher and the log read; not settings, and those that hold secrets. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "WHENCE_JAVA_OPTS", "WHENCE_LOG", "WHENCE_SHARED_DATA", LedgerReader.KEY_VARIABLE, ServerAccess.VARIABLE);

    private final Properties values;
    private final Set<String> given;
    private final List<String> problems = new ArrayList<>();
    private final Families families;

    private SettingsReader(Properties values, Set<String> given, Families families) {
        this.values = values;
        this.given = given;
        this.families = families;
    }

    static SettingsReader read(Optional<Path> file, Map<String, String> environment) throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = SettingsReader.class.getResourceAsStream(DEFAULTS)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + DEFAULTS);
            }
            defaults.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Properties stated = new Properties();
        if (file.isPresent()) {
            load(stated, file.get());
        }
        Families families = Families.taken(stated, environment);
        Set<String> unknown = new TreeSet<>(stated.stringPropertyNames());
        unknown.removeAll(defaults.stringPropertyNames());
        Set<String> variables = new TreeSet<>();
        environment.keySet().stream()
                .filter(name ->
                        name.startsWith(ENVIRONMENT) && !OTHER_VARIABLES.contains(name) && !Families.isOne(name))
                .forEach(variables::add);
        for (String key : defaults.stringPropertyNames()) {
            String variable = variable(key);
            if (variables.remove(variable)) {
                stated.setProperty(key, environment.getOrDefault(variable, ""));
            }
        }
        Properties all = new Properties();
        all.putAll(defaults);
        all.putAll(stated);
        SettingsReader reader = new SettingsReader(all, stated.stringPropertyNames(), families);
        unknown.forEach(key -> reader.problem("there is no setting '" + key + "'"));
        variables.forEach(name -> reader.problem("no setting answers to the environment variable " + name));
        return reader;
    }

    private static void load(Properties properties, Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IllegalArgumentException | CharacterCodingException notProperties) {
            throw new UsageException("The settings in " + file + " cannot be read: they are not properties in UTF-8.");
        }
    }

    static String variable(String key) {
        return ENVIRONMENT + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether a file or the environment says anything about it. */
    boolean isGiven(String key) {
        return given.contains(key);
    }

    String text(String key) {
        String text = values.getProperty(key);
        if (text == null) {
            throw new IllegalStateException(DEFAULTS + " does not document " + key);
        }
        return text.strip();
    }

    int number(String key, int least, int most) {
        String wanted = "a whole number from " + least + " to " + most;
        return (int) value(key, SettingsReader::whole, wanted)
                .filter(number -> (number >= least && number <= most) || tell(key, wanted))
                .orElse((long) least)
                .longValue();
    }

    long longNumber(String key) {
        return value(key, text -> whole(text).filter(number -> number >= 0), "a whole number, not negative")
                .orElse(0L);
    }

    /** At least one: a time-out of none would end everything, or nothing. */
    Duration seconds(String key) {
        return Duration.ofSeconds(number(key, 1, 86_400));
    }

    Duration milliseconds(String key) {
        return Duration.ofMillis(number(key, 0, 3_600_000));
    }

    /** True or false. */
    boolean flag(String key) {
        return value(key, SettingsReader::truth, "true or false").orElse(false);
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The settings of each organisation: their values by its name. */
    <T> Map<String, T> family(String prefix, String suffix, Function<String, Optional<T>> reader, String wanted) {
        Map<String, T> found = new TreeMap<>();
        families.of(prefix, suffix).forEach((name, text) -> {
            Optional<T> value = reader.apply(text.strip());
            if (value.isEmpty()) {
                tell(prefix + name + suffix, wanted);
            }
            value.ifPresent(good -> found.put(name, good));
        });
        return found;
    }

    /** Whether the first of two words is said. */
    boolean choice(String key, String first, String other) {
        return value(
                        key,
                        text -> text.equals(first) || text.equals(other)
                                ? Optional.of(text.equals(first))
                                : Optional.empty(),
                        first + " or " + other)
                .orElse(false);
    }

    /** @param wanted what a good value is, in words */
    <T> Optional<T> value(String key, Function<String, Optional<T>> reader, String wanted) {
        Optional<T> value = reader.apply(text(key));
        if (value.isEmpty()) {
            tell(key, wanted);
        }
        return value;
    }

    private boolean tell(String key, String wanted) {
        problem(key + " must be " + wanted);
        return false;
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    /** @throws UsageException where anything was wrong */
    void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new UsageException("The settings do not make sense: " + String.join("; ", problems) + ".");
        }
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    static Optional<Double> decimal(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
