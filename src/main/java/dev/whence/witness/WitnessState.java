package dev.whence.witness;

import java.util.Optional;

/**
 * How far a witness is, as far as this process knows.
 *
 * @param signed the greatest size that it has signed here; 0 where none is known
 * @param trouble why the last attempt did not succeed; absent where it did
 * @param failures how many attempts have not succeeded since the start
 */
public record WitnessState(WitnessAddress address, long signed, Optional<String> trouble, long failures) {
    static WitnessState unknown(WitnessAddress address) {
        return new WitnessState(address, 0, Optional.empty(), 0);
    }

    WitnessState signed(long size) {
        return new WitnessState(address, Math.max(size, signed), Optional.empty(), failures);
    }

    WitnessState trouble(String reason) {
        return new WitnessState(address, signed, Optional.of(reason), failures + 1);
    }
}
