package dev.whence.app;

import dev.whence.query.Asker;
import dev.whence.receipt.Iris;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says whose things are meant by names. At the data folder that changes nothing of what is seen: it is everything. */
final class OrganisationOption {
    /** As the server knows it. */
    private static final String HEADER = "Whence-Organisation";

    @Option(
            names = "--organisation",
            paramLabel = "NAME",
            description = "The organisation whose names are meant (default: " + Iris.DEFAULT_ORGANISATION + ").")
    private @Nullable String organisation;

    /** Nothing where none was named. */
    Optional<String> named() {
        return Optional.ofNullable(organisation);
    }

    /** For whom an answer is made at the data folder. */
    Asker asker() {
        String named = organisation;
        return named == null ? Asker.HOUSE : Asker.ofHouse(named);
    }

    /** What tells a server the same. */
    Map<String, String> headers() {
        String named = organisation;
        return named == null ? Map.of() : Map.of(HEADER, named);
    }
}
