package dev.whence.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Real logs and published vectors, read where they lie; without them, the test is skipped. */
public final class SharedData {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SharedData() {}

    /** A file or folder of the ledger vectors. */
    public static Path ledger(String name) {
        return at("ledger/" + name);
    }

    /** A file or folder, by its path below the shared data's root. */
    public static Path at(String name) {
        Path root =
                Path.of(Optional.ofNullable(System.getenv("WHENCE_SHARED_DATA")).orElse("../shared/data"));
        Path path = root.resolve(name);
        assumeTrue(
                Files.exists(path),
                () -> "no shared data at " + path.toAbsolutePath().normalize());
        return path;
    }

    public static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<JsonNode> jsonLines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(SharedData::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
