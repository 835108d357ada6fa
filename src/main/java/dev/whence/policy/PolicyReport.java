package dev.whence.policy;

import dev.whence.receipt.Violation;
import dev.whence.receipt.Warning;
import java.util.List;

/**
 * What policy found in one receipt, each list in the order of its pointers and cut at {@link #MOST}.
 *
 * @param refused why the receipt is refused; empty where it is not
 * @param warnings what its reader should know
 */
public record PolicyReport(List<Violation> refused, List<Warning> warnings) {
    /** So many findings say as much as more would, and keep a receipt's graph small. */
    public static final int MOST = 100;

    public PolicyReport {
        refused = List.copyOf(refused);
        warnings = List.copyOf(warnings);
    }
}
