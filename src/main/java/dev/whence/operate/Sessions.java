package dev.whence.operate;

import dev.whence.access.Principal;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.OpenSessions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Finds sessions by what they are called. A session is its opener's: to others it is as if it were not there. */
final class Sessions {
    private static final int ID_BYTES = 18;

    private final OpenSessions known;
    private final Ledgers ledgers;
    private final SecureRandom random = new SecureRandom();

    Sessions(OpenSessions known, Ledgers ledgers) {
        this.known = known;
        this.ledgers = ledgers;
    }

    /** A name that nobody can guess. */
    String newName() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The newest state of an invocation, where it is the caller's own. */
    Optional<Work.Recorded> own(Invocation invocation, String invocationId) {
        return known.find(invocation.organisation(), invocationId)
                .flatMap(session -> ledgers.record(session.sequence()))
                .filter(recorded -> mayUse(invocation.caller().principal(), recorded));
    }

    private static boolean mayUse(Principal principal, Work.Recorded recorded) {
        return principal.means() == Principal.Means.HOUSE
                || recorded.document().path("principal").asText().equals(principal.name());
    }

    /**
     * The session that the input names.
     *
     * @throws RefusedException where there is none, or it is another's: the two cannot be told apart
     */
    Work.Recorded named(Invocation invocation) throws RefusedException {
        return own(invocation, invocation.text("session_id", ""))
                .orElseThrow(() ->
                        new RefusedException(ProblemType.NOT_FOUND, "There is no session of this id that you opened."));
    }

    /**
     * Says no where a session is over.
     *
     * @throws RefusedException with how it ended
     */
    static void requireOpen(Work.Recorded session, Instant now) throws RefusedException {
        State state = Records.state(session);
        if (!state.isOpen()) {
            throw over("The session is over: it " + spoken(state) + "; open another one.");
        }
        Instant expires = Instant.parse(session.document().path("expires_at").asText());
        if (!now.isBefore(expires)) {
            throw over("The session is over: it timed out at " + expires + "; open another one.");
        }
    }

    private static String spoken(State state) {
        return switch (state) {
            case SEALED -> "was sealed";
            case FAILED -> "failed";
            case ABORTED -> "was aborted";
            case TIMED_OUT -> "timed out";
            case OPENED, EMITTED -> "is open";
        };
    }

    private static RefusedException over(String message) {
        return new RefusedException(ProblemType.FORBIDDEN_MOVE, message);
    }
}
