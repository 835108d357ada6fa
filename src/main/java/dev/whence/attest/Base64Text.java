package dev.whence.attest;

import java.util.Base64;
import java.util.Optional;

/** Base64 as DSSE has it: readers take both alphabets, with or without padding. */
final class Base64Text {
    private Base64Text() {}

    static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
