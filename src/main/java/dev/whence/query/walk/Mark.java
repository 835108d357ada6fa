package dev.whence.query.walk;

import java.util.Optional;

/** What came of checking the attestations of a receipt, in one word. One that fails is not outweighed by one that holds. */
public enum Mark {
    VERIFIED("verified"),
    FAILED("failed"),
    /** There are attestations, and none could be checked. */
    UNKNOWN("unknown");

    private final String word;

    Mark(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** For people; nothing where there are no attestations. */
    static String spoken(Optional<Mark> mark) {
        return mark.map(Mark::spoken).orElse("");
    }

    private static String spoken(Mark mark) {
        return switch (mark) {
            case VERIFIED -> "✓ attested";
            case FAILED -> "✗ attestation failed";
            case UNKNOWN -> "? attestation not checked";
        };
    }
}
