package dev.whence.receive;

import dev.whence.access.Sight;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptKind;
import dev.whence.validate.Leniency;
import java.util.Optional;

/**
 * What comes with a receipt and is not in it.
 *
 * @param organisation to which the receipt will belong
 * @param leniency whether the form of digests may be wrong
 * @param kind what the sender says the receipt is; without it, its members tell
 * @param submitter who hands it in, as the sender says; without it, whom the receipt names
 * @param expectedPrevious the event hash that must be the newest when the receipt is written: compare-and-set
 * @param branches whether a registered version may follow one that is not the latest
 * @param key under which the request may be sent again
 * @param sight what the sender sees of other receipts: what is hidden from it is not spoken of in its answer
 * @param presumption what must still be so of a catalog record when the receipt is written
 */
public record Submission(
        String organisation,
        Leniency leniency,
        Optional<ReceiptKind> kind,
        Optional<String> submitter,
        Optional<String> expectedPrevious,
        boolean branches,
        Optional<IdempotencyKey> key,
        Sight sight,
        Optional<Presumption> presumption) {
    public static final Submission STRICT = new Submission(Iris.DEFAULT_ORGANISATION, Leniency.STRICT);
    public static final Submission LENIENT = new Submission(Iris.DEFAULT_ORGANISATION, Leniency.LENIENT);

    /** Nothing but the receipt itself. */
    public Submission(String organisation, Leniency leniency) {
        this(
                organisation,
                leniency,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Sight.ALL,
                Optional.empty());
    }

    /** The same, of a kind that the sender names. */
    public Submission as(ReceiptKind named) {
        return new Submission(
                organisation,
                leniency,
                Optional.of(named),
                submitter,
                expectedPrevious,
                branches,
                key,
                sight,
                presumption);
    }

    /** The same, handed in by somebody, and only if nothing was written since an event. */
    public Submission with(Optional<String> handedInBy, Optional<String> previousEventHash) {
        return new Submission(
                organisation, leniency, kind, handedInBy, previousEventHash, branches, key, sight, presumption);
    }

    /** The same, for a version that branches off, or does not. */
    public Submission branching(boolean branchesOff) {
        return new Submission(
                organisation, leniency, kind, submitter, expectedPrevious, branchesOff, key, sight, presumption);
    }

    /** The same, as a request that may be sent again under this key. */
    public Submission keyed(IdempotencyKey named) {
        return keyed(Optional.of(named));
    }

    /** The same, under a key or none. */
    public Submission keyed(Optional<IdempotencyKey> named) {
        return new Submission(
                organisation, leniency, kind, submitter, expectedPrevious, branches, named, sight, presumption);
    }

    /** The same, from somebody who does not see everything. */
    public Submission seeing(Sight seen) {
        return new Submission(
                organisation, leniency, kind, submitter, expectedPrevious, branches, key, seen, presumption);
    }

    /** The same, if something is still so. */
    public Submission presuming(Presumption presumed) {
        return new Submission(
                organisation, leniency, kind, submitter, expectedPrevious, branches, key, sight, Optional.of(presumed));
    }
}
