package dev.whence.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that touches a data folder. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "whence-data")
    private Path data = Path.of("whence-data");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings, as in src/main/resources/whence.properties; environment variables stand above them.")
    private @Nullable Path config;

    @Option(
            names = "--base",
            paramLabel = "IRI",
            description =
                    "The base of all IRIs; chosen when the data folder is made (default: http://localhost:8080/).")
    private @Nullable String base;

    @Option(names = "--json", description = "Answer in JSON, for machines.")
    private boolean json;

    Path data() {
        return data;
    }

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    Optional<String> base() {
        return Optional.ofNullable(base);
    }

    void base(String chosen) {
        this.base = chosen;
    }

    boolean json() {
        return json;
    }
}
