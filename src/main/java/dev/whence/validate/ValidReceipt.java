package dev.whence.validate;

import dev.whence.receipt.Receipt;
import dev.whence.receipt.Warning;
import java.util.List;

/**
 * A receipt that has passed its schema.
 *
 * @param lenient whether it passed only because the form of a digest was relaxed
 * @param warnings one for each digest that was let through, by rule {@code lenient:digest}
 */
public record ValidReceipt(Receipt receipt, boolean lenient, List<Warning> warnings) {
    public ValidReceipt {
        warnings = List.copyOf(warnings);
    }
}
