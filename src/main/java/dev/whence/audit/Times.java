package dev.whence.audit;

import java.time.YearMonth;

/** The one form of a time in an event line. */
final class Times {
    /** A digit stands for any digit. */
    private static final String FORM = "0000-00-00T00:00:00.000Z";

    private Times() {}

    /** Whether a text is a time of the form {@code 2026-03-01T12:00:00.123Z}. */
    static boolean isTime(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            if (FORM.charAt(i) == '0' ? !isDigit : c != FORM.charAt(i)) {
                return false;
            }
        }
        return isDay(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60;
    }

    private static boolean isDay(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || YearMonth.of(year, month).isValidDay(day));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
