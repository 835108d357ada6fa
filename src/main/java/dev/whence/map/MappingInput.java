package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Warning;
import java.util.List;
import java.util.Optional;

/**
 * What a receipt's triples depend on; nothing else goes into them.
 *
 * @param organisation whose receipt it is; {@link Iris#DEFAULT_ORGANISATION} unless rights are configured
 * @param warnings what policy found and let through
 * @param lenient whether malformed digests were let through
 * @param verdict of an attachment, as it was decided when it was taken in
 */
public record MappingInput(
        Receipt receipt,
        ReceiptId id,
        String organisation,
        List<Warning> warnings,
        boolean lenient,
        Optional<Verdict> verdict) {
    public MappingInput {
        warnings = List.copyOf(warnings);
    }

    /** A receipt that is no attachment. */
    public MappingInput(Receipt receipt, ReceiptId id, String organisation, List<Warning> warnings, boolean lenient) {
        this(receipt, id, organisation, warnings, lenient, Optional.empty());
    }

    /** A receipt of the default organisation that nobody has anything to say about. */
    public static MappingInput of(Receipt receipt, ReceiptId id) {
        return new MappingInput(receipt, id, Iris.DEFAULT_ORGANISATION, List.of(), false);
    }
}
