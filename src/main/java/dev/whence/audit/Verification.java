package dev.whence.audit;

import dev.whence.tlog.merkle.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What was found.
 *
 * @param faults everything that is not as it must be; empty for a sound log
 * @param notices what is in order, but not as a clean stop leaves it
 * @param unchecked what was left out, in words; empty where everything was asked for
 * @param size of the newest checkpoint
 * @param root that it signs; absent where there is no checkpoint to trust
 * @param fingerprint of the key that was trusted; absent where there was none
 * @param entries how many entries were checked
 * @param checkpoints how many kept checkpoints were checked and found good
 */
public record Verification(
        List<Fault> faults,
        List<Fault> notices,
        List<String> unchecked,
        long size,
        Optional<Hash> root,
        Optional<String> fingerprint,
        long entries,
        long checkpoints) {
    public Verification {
        faults = List.copyOf(faults);
        notices = List.copyOf(notices);
        unchecked = List.copyOf(unchecked);
    }

    public boolean isSound() {
        return faults.isEmpty();
    }
}
