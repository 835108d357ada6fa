package dev.whence.query.walk;

import dev.whence.access.Sight;
import java.util.List;
import java.util.Optional;

/** Tells what a walk shows beside what the index knows: above all what came of checking a receipt's attestations. Must be safe for use by several threads. */
@FunctionalInterface
public interface Marks {
    /** Where nobody attests anything. */
    Marks NONE = (sequence, size, sight) -> Optional.empty();

    /**
     * The mark of an entry's receipt.
     *
     * @param size the ledger size that the walk sees; what came later does not count
     * @param sight what the asker sees; a hidden attachment is as if it had never come
     * @return nothing where it has no attestations
     */
    Optional<Mark> of(long sequence, long size, Sight sight);

    /**
     * Whether a receipt that said to have made a thing was erased.
     *
     * @param iris under which the thing is known
     * @param sight what the asker sees: who could not see the receipt is not told
     */
    default boolean isMakerErased(List<String> iris, Sight sight) {
        return false;
    }
}
