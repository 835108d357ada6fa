package dev.whence.tlog.note;

import java.util.Arrays;
import java.util.Optional;

/** What a key signs, as the byte before it says (C2SP signed-note). Keys of other types are unknown here. */
public enum KeyType {
    /** The text of a note: what logs sign with. */
    NOTE(1),
    /** The text and a time (C2SP tlog-cosignature): what witnesses sign with. */
    COSIGNATURE(4);

    private final byte number;

    KeyType(int number) {
        this.number = (byte) number;
    }

    byte number() {
        return number;
    }

    static Optional<KeyType> of(byte number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }
}
