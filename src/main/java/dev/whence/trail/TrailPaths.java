package dev.whence.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one owner of the trail's file names.
 *
 * @param data the data folder
 */
record TrailPaths(Path data) {
    private static final Pattern NAME = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})\\.([1-9][0-9]{0,8})\\.jsonl");

    /** A file of the trail: the number-th of its day (in UTC). */
    record Name(LocalDate day, int number) implements Comparable<Name> {
        private static final Comparator<Name> ORDER =
                Comparator.comparing(Name::day).thenComparing(Name::number);

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }

        /** The file to go on with on a day; days never go back, whatever the clock does. */
        Name next(LocalDate today) {
            return today.isAfter(day) ? new Name(today, 1) : new Name(day, number + 1);
        }

        static Optional<Name> parse(String text) {
            Matcher matcher = NAME.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Name(LocalDate.parse(matcher.group(1)), Integer.parseInt(matcher.group(2))));
            } catch (DateTimeParseException noSuchDay) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return day + "." + number + ".jsonl";
        }
    }

    Path folder() {
        return data.resolve("audit");
    }

    Path file(Name name) {
        return folder().resolve(name.toString());
    }

    Path keys() {
        return data.resolve("keys");
    }

    /** Where the trail ends, in a folder that whoever can write the trail need not be able to write. */
    Path head() {
        return keys().resolve("audit.head");
    }

    /** The secret that hides what an asker may not know. */
    Path key() {
        return keys().resolve("audit.key");
    }

    /** What there is, oldest first; empty where there is no trail. */
    List<Name> files() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> Name.parse(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        }
    }
}
