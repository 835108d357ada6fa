package dev.whence.ledger;

import dev.whence.tlog.merkle.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What {@link LedgerVerifier} found.
 *
 * @param faults everything that is not as it must be; empty for a sound log
 * @param notices what is in order, but not as a clean stop leaves it
 * @param size of the newest checkpoint
 * @param root that it signs; absent where there is no checkpoint to trust
 * @param fingerprint of the key that was trusted; absent where there was none
 */
public record Verification(
        List<Fault> faults, List<Fault> notices, long size, Optional<Hash> root, Optional<String> fingerprint) {
    public Verification {
        faults = List.copyOf(faults);
        notices = List.copyOf(notices);
    }

    public boolean isSound() {
        return faults.isEmpty();
    }
}
