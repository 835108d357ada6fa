package dev.whence.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds patterns in texts. Each text is looked through once for the triggers, by a table of their first two letters;
 * only a pattern whose trigger stands there is tried. Thread safe.
 */
final class TextPatterns {
    private static final int ASCII = 128;
    private static final char ANY_DIGIT = '#';

    /** A trigger and the patterns that it calls for. */
    private record Trigger(String text, long patterns) {
        boolean standsAt(String searched, int at) {
            if (at + text.length() > searched.length()) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (!fits(text.charAt(i), searched.charAt(at + i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<TextPattern> patterns;
    private final Trigger[][] byFirstTwo = new Trigger[ASCII * ASCII][];

    TextPatterns(List<TextPattern> patterns) {
        if (patterns.size() > Long.SIZE) {
            throw new IllegalArgumentException("the bits of a long stand for at most 64 patterns");
        }
        this.patterns = List.copyOf(patterns);
        for (int i = 0; i < patterns.size(); i++) {
            for (String trigger : patterns.get(i).triggers()) {
                register(new Trigger(trigger, 1L << i));
            }
        }
    }

    /** The patterns that a text matches; almost always none. */
    List<TextPattern> in(String text) {
        long candidates = candidates(text);
        return candidates == 0 ? List.of() : matching(text, candidates);
    }

    private List<TextPattern> matching(String text, long candidates) {
        List<TextPattern> found = new ArrayList<>();
        for (long left = candidates; left != 0; left &= left - 1) {
            TextPattern pattern = patterns.get(Long.numberOfTrailingZeros(left));
            if (pattern.matches(text)) {
                found.add(pattern);
            }
        }
        return found;
    }

    private long candidates(String text) {
        long found = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            Trigger[] triggers = byFirstTwo[key(text.charAt(i), text.charAt(i + 1))];
            if (triggers != null) {
                found |= standing(triggers, text, i, found);
            }
        }
        return found;
    }

    private static long standing(Trigger[] triggers, String text, int at, long known) {
        long found = 0;
        for (Trigger trigger : triggers) {
            if ((trigger.patterns & ~known) != 0 && trigger.standsAt(text, at)) {
                found |= trigger.patterns;
            }
        }
        return found;
    }

    private void register(Trigger trigger) {
        for (char first = 0; first < ASCII; first++) {
            for (char second = 0; second < ASCII; second++) {
                if (begins(trigger.text, first, second)) {
                    int key = key(first, second);
                    byFirstTwo[key] = with(byFirstTwo[key], trigger);
                }
            }
        }
    }

    /** Everything beyond ASCII counts as its last character, which no trigger has. */
    private static int key(char first, char second) {
        return Math.min(first, ASCII - 1) * ASCII + Math.min(second, ASCII - 1);
    }

    private static boolean begins(String trigger, char first, char second) {
        return fits(trigger.charAt(0), first) && (trigger.length() == 1 || fits(trigger.charAt(1), second));
    }

    private static boolean fits(char trigger, char c) {
        return trigger == ANY_DIGIT ? c >= '0' && c <= '9' : trigger == c || lower(trigger) == lower(c);
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static Trigger[] with(Trigger @Nullable [] triggers, Trigger added) {
        if (triggers == null) {
            return new Trigger[] {added};
        }
        Trigger[] more = Arrays.copyOf(triggers, triggers.length + 1);
        more[triggers.length] = added;
        return more;
    }
}
