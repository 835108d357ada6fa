package dev.whence.access;

/**
 * Yes or no, and by which rule; what the audit log keeps.
 *
 * @param rule a stable name such as {@code rights:public}
 */
public record Decision(boolean allowed, String rule) {
    static Decision yes(String rule) {
        return new Decision(true, rule);
    }

    static Decision no(String rule) {
        return new Decision(false, rule);
    }
}
