package dev.whence.receipt;

import java.util.Optional;

/**
 * A catalog record over all its versions.
 *
 * @param subject what tells it from others of its kind
 */
public record RecordName(ReceiptKind kind, String subject) {
    /** As publications and withdrawals are about it: the kind, a space, the subject. */
    public String text() {
        return kind.ledgerName() + " " + subject;
    }

    public static Optional<RecordName> parse(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : ReceiptKind.named(text.substring(0, space))
                        .filter(ReceiptKind::isRecord)
                        .map(kind -> new RecordName(kind, text.substring(space + 1)));
    }
}
