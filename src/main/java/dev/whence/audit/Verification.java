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
 * @param erased how many payloads are not there because they were erased, as tombstones in the log say
 */
public record Verification(
        List<Fault> faults,
        List<Fault> notices,
        List<String> unchecked,
        long size,
        Optional<Hash> root,
        Optional<String> fingerprint,
        long entries,
        long checkpoints,
        long erased) {
    public Verification {
        faults = List.copyOf(faults);
        notices = List.copyOf(notices);
        unchecked = List.copyOf(unchecked);
    }

    /** Nothing was checked, because of one fault. */
    public static Verification failed(Fault fault) {
        return new Verification(List.of(fault), List.of(), List.of(), 0, Optional.empty(), Optional.empty(), 0, 0, 0);
    }

    public boolean isSound() {
        return faults.isEmpty();
    }
}
