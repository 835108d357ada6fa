package dev.whence.links;

import java.util.List;

/**
 * What a check found.
 *
 * @param checked how many links and assets were looked at
 * @param errors what must be mended, in order of place, code and target
 * @param warnings what could not be checked, in the same order
 */
public record LinkReport(long checked, List<Finding> errors, List<Finding> warnings) {
    public LinkReport {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }
}
