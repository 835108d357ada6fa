package dev.whence.receipt;

import java.util.Arrays;
import java.util.Optional;

/** Who may see what a receipt says. A label that is not in this list is refused: rights fail closed. */
public enum PolicyLabel {
    PUBLIC("public"),
    PUBLIC_GENERALIZED("public_generalized"),
    RESTRICTED("restricted"),
    RESTRICTED_SENSITIVE_LOCATION("restricted_sensitive_location"),
    INTERNAL("internal"),
    EMBARGOED("embargoed"),
    QUARANTINE("quarantine");

    private final String text;

    PolicyLabel(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Whether anyone may read what carries this label. */
    public boolean isPublic() {
        return this == PUBLIC || this == PUBLIC_GENERALIZED;
    }

    public static Optional<PolicyLabel> parse(String text) {
        return Arrays.stream(values()).filter(label -> label.text.equals(text)).findFirst();
    }
}
