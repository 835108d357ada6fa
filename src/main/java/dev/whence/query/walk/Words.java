package dev.whence.query.walk;

import dev.whence.lineage.Cut;
import java.util.Locale;

/** The names of constants as answers write them: {@code same-bytes}, {@code up}. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A sentence's part for why a walk was cut. */
    static String spokenCut(String word) {
        return switch (Cut.valueOf(word.toUpperCase(Locale.ROOT))) {
            case DEPTH -> "there is more beyond that depth";
            case LIMIT -> "the answer grew too large";
            case HUB -> "a node has too many neighbours";
            case POLICY -> "more is known than you may see";
        };
    }
}
