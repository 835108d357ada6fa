package dev.whence.client;

/**
 * The server refused what it was told, and sending it again would not help. It is set aside in the spool, in
 * {@code refused.jsonl}, with the reason.
 */
public final class NotTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    NotTakenException(Refusal refusal) {
        super(refusal.status() + " " + refusal.type() + ": " + refusal.detail());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
