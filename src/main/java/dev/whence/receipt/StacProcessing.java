package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the data of a STAC Item was made (processing extension 1.2). It is what a catalog says; a receipt says more, and can
 * be checked.
 *
 * @param software each by name and version
 */
public record StacProcessing(
        Optional<String> lineage,
        Optional<String> level,
        Optional<String> facility,
        Optional<String> version,
        Optional<Instant> datetime,
        List<Software> software,
        Optional<Expression> expression) {
    public StacProcessing {
        software = List.copyOf(software);
    }

    /** Whether anything is said of software, place or expression, which take an activity to be said of. */
    public boolean tellsOfActivity() {
        return facility.isPresent() || expression.isPresent() || !software.isEmpty();
    }

    public record Software(String name, String version) {}

    /**
     * What was computed.
     *
     * @param text JSON where the format's expressions are no texts
     */
    public record Expression(String format, String text) {}
}
