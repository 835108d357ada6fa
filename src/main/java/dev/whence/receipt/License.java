package dev.whence.receipt;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terms of use by their SPDX identifier, in whichever form a receipt has it: {@code CC-BY-4.0},
 * {@code spdx://CC-BY-4.0}, {@code https://spdx.org/licenses/CC-BY-4.0.html}.
 *
 * @param spdx the identifier alone
 * @param attribution whom to name, in the words that the receipt asks for
 */
public record License(String spdx, Optional<String> attribution) {
    private static final Pattern FORM =
            Pattern.compile("(?:spdx://|https?://spdx\\.org/licenses/)?([A-Za-z0-9][A-Za-z0-9.+-]{0,63}?)(?:\\.html)?");

    /** Words that stand where somebody had no answer; they are none. */
    private static final Set<String> NO_ANSWER =
            Set.of("unknown", "todo", "tbd", "none", "noassertion", "restricted", "deny", "other", "proprietary");

    /** Reads an identifier; nothing where the text is none, or says that nobody knows. */
    public static Optional<License> parse(String text, Optional<String> attribution) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches() && !NO_ANSWER.contains(matcher.group(1).toLowerCase(Locale.ROOT))
                ? Optional.of(new License(matcher.group(1), attribution))
                : Optional.empty();
    }

    /** The IRI that SPDX gives it. */
    public String iri() {
        return "https://spdx.org/licenses/" + spdx;
    }
}
