package dev.whence.serve.oap;

import dev.whence.ledger.Event;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the protocol puts into a request's headers.
 *
 * @param id of the exchange; the same as the envelope's
 * @param caller who asks, kept as the submitter; a claim, unless it was made sure of: {@link #by}
 * @param moduleId for which module
 * @param sessionId in which session
 * @param previousEventHash the event hash that must be the newest: compare-and-set
 */
public record OrchHeaders(
        Optional<String> id,
        Optional<String> caller,
        Optional<String> moduleId,
        Optional<String> sessionId,
        Optional<String> previousEventHash) {
    public static final String ID = "Orch-Id";
    public static final String CALLER = "Orch-Caller";
    public static final String MODULE_ID = "Orch-Module-Id";
    public static final String SESSION_ID = "Orch-Session-Id";
    public static final String EVENT_HASH = "Orch-Event-Hash";
    public static final String PREVIOUS_EVENT_HASH = "Orch-Prev-Event-Hash";
    public static final String LEDGER_ANCHOR = "Orch-Ledger-Anchor";

    /** None of them. */
    public static final OrchHeaders NONE =
            new OrchHeaders(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST = 256;
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?");

    /**
     * Reads them.
     *
     * @param header a header's value by its name
     * @throws RefusedException {@link ProblemType#BAD_REQUEST} with all that are too long or have not their form
     */
    public static OrchHeaders read(Function<String, @Nullable String> header) throws RefusedException {
        List<Violation> faults = new ArrayList<>();
        OrchHeaders headers = new OrchHeaders(
                name(ID, header, faults),
                name(CALLER, header, faults),
                name(MODULE_ID, header, faults),
                name(SESSION_ID, header, faults),
                hash(header, faults));
        if (!faults.isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemType.BAD_REQUEST, "Headers of the request have not their form; mend them.", faults));
        }
        return headers;
    }

    /** The same, from somebody who was made sure of. */
    public OrchHeaders by(Optional<String> submitter) {
        return new OrchHeaders(id, submitter, moduleId, sessionId, previousEventHash);
    }

    private static Optional<String> name(
            String name, Function<String, @Nullable String> header, List<Violation> faults) {
        Optional<String> value = Optional.ofNullable(header.apply(name));
        if (value.isPresent()
                && (value.get().length() > LONGEST
                        || !VISIBLE.matcher(value.get()).matches())) {
            faults.add(new Violation(
                    name, "header:form", "This header has 1 to " + LONGEST + " visible ASCII characters."));
        }
        return value;
    }

    private static Optional<String> hash(Function<String, @Nullable String> header, List<Violation> faults) {
        Optional<String> value = Optional.ofNullable(header.apply(PREVIOUS_EVENT_HASH));
        if (value.isPresent() && !Event.isEventHash(value.get()) && !value.get().equals(Event.NO_PREVIOUS)) {
            faults.add(new Violation(
                    PREVIOUS_EVENT_HASH,
                    "header:form",
                    "This header is sha256: and 64 lower-case hexadecimal digits, or 64 zeros for the first entry."));
        }
        return value;
    }
}
