package dev.whence.feed.oai;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list goes on: all that there is to know, so that nothing is kept between requests. It names a view for ever, so
 * whoever goes on from list to list meets each record once, whatever is written meanwhile.
 *
 * @param size names the view
 * @param after number of the change that the list before ended with
 * @param cursor how many records came before
 * @param total how many there are in all
 * @param wanted which records; nothing in a list of sets
 */
record Token(long size, int after, int cursor, int total, Optional<Wanted> wanted) {
    private static final Pattern FORM = Pattern.compile(
            "1\\|(\\d{1,18})\\|(-1|\\d{1,9})\\|(\\d{1,9})\\|(\\d{1,9})\\|(\\w{0,32})\\|([^|]*)\\|(-?\\d{0,15})\\|(-?\\d{0,15})");

    String text() {
        String plain = String.join(
                "|",
                "1",
                String.valueOf(size),
                String.valueOf(after),
                String.valueOf(cursor),
                String.valueOf(total),
                wanted.map(Wanted::format).orElse(""),
                wanted.flatMap(Wanted::set).orElse(""),
                wanted.flatMap(Wanted::from).map(Token::seconds).orElse(""),
                wanted.flatMap(Wanted::until).map(Token::seconds).orElse(""));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String seconds(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }

    /** Nothing where we never wrote such a text. */
    static Optional<Token> read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Matcher parts = FORM.matcher(plain);
            return parts.matches() ? Optional.of(of(parts)) : Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static Token of(Matcher parts) {
        Optional<Wanted> wanted = said(parts.group(5))
                .map(format -> new Wanted(format, said(parts.group(6)), time(parts.group(7)), time(parts.group(8))));
        return new Token(
                Long.parseLong(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)),
                wanted);
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static Optional<Instant> time(String seconds) {
        return said(seconds).map(Long::parseLong).map(Instant::ofEpochSecond);
    }
}
