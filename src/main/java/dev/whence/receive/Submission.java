package dev.whence.receive;

import dev.whence.receipt.Iris;
import dev.whence.validate.Leniency;

/**
 * What comes with a receipt and is not in it.
 *
 * @param organisation to which the receipt will belong
 * @param leniency whether the form of digests may be wrong
 */
public record Submission(String organisation, Leniency leniency) {
    public static final Submission STRICT = new Submission(Iris.DEFAULT_ORGANISATION, Leniency.STRICT);
    public static final Submission LENIENT = new Submission(Iris.DEFAULT_ORGANISATION, Leniency.LENIENT);
}
