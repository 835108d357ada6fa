package dev.whence.operate;

import java.util.Locale;

/** What an operation does beyond answering, from the least to the gravest. */
public enum SideEffect {
    /** Nothing. */
    READ,
    /** It works and keeps something. */
    COMPUTE,
    /** It costs money elsewhere. */
    EXTERNAL_SPEND,
    /** What was inside becomes known outside. */
    SHARE_EXPORT,
    /** Something cannot be had back. */
    DESTRUCTIVE;

    /** As in descriptions: {@code external_spend}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
