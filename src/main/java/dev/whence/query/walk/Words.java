package dev.whence.query.walk;

import java.util.Locale;

/** The names of constants as answers write them: {@code same-bytes}, {@code up}. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
