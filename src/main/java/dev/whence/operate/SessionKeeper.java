package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.OpenSessions;
import dev.whence.receive.Outcome;
import dev.whence.receive.Submission;
import dev.whence.validate.Leniency;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions whose time is over: an operation that nobody ends has failed, and that is on record. What is open stands in
 * the ledger, so a restart forgets none, and ends those that ran out while nobody looked.
 */
public final class SessionKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionKeeper.class);

    /** Somebody else was quicker to end it. */
    private static final Set<ProblemType> OVERTAKEN =
            Set.of(ProblemType.ALREADY_SUPERSEDED, ProblemType.FORBIDDEN_MOVE);

    private final OpenSessions sessions;
    private final Ledgers ledgers;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "whence-session-keeper");
        made.setDaemon(true);
        return made;
    });

    public SessionKeeper(OpenSessions sessions, Ledgers ledgers, Clock clock) {
        this.sessions = sessions;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** Begins to look, now and each time that so long has passed. */
    public void start(Duration every) {
        thread.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            endExpired();
        } catch (RuntimeException fault) {
            // The next look may go well; an end to looking would leave sessions open for ever.
            log.error("ending sessions whose time is over met a fault", fault);
        }
    }

    /** Ends the sessions whose time is over; returns how many it ended. */
    public int endExpired() {
        int ended = 0;
        for (OpenSessions.Open open : sessions.expired(clock.instant())) {
            ended += ledgers.record(open.sequence())
                            .filter(session -> end(session, open))
                            .isPresent()
                    ? 1
                    : 0;
        }
        return ended;
    }

    private boolean end(Work.Recorded session, OpenSessions.Open open) {
        ObjectNode record = Records.next(session, State.TIMED_OUT);
        record.put("ended_at", open.expiresAt().toString());
        record.put("reason", "nobody had ended the session at " + open.expiresAt());
        try {
            Outcome outcome = ledgers.append(record, new Submission(open.organisation(), Leniency.STRICT));
            if (outcome instanceof Outcome.Refused refused
                    && !OVERTAKEN.contains(refused.problem().type())) {
                log.warn("a session whose time is over cannot be ended: {}", refused.problem());
            }
            return outcome instanceof Outcome.Recorded;
        } catch (RefusedException notNow) {
            log.warn("a session whose time is over waits to be ended: {}", notNow.getMessage());
            return false;
        }
    }

    /** Looks no more; what is under way ends. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("ending sessions takes long; it is left to the next start");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
