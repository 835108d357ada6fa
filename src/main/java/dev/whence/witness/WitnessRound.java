package dev.whence.witness;

import dev.whence.ledger.GrowthProof;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerException;
import dev.whence.ledger.LedgerStoppedException;
import dev.whence.ledger.LogProofs;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.proof.ConsistencyProof;
import dev.whence.witness.WitnessClient.Answer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange with one witness: waits for a checkpoint that it has not signed, proves the growth from the one that it
 * has, and tries again later where that fails. What the witness has is only remembered; the witness itself says it when
 * that was wrong. The thread is never interrupted: it may be writing to the ledger.
 */
final class WitnessRound {
    private static final Logger log = LoggerFactory.getLogger(WitnessRound.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final LogProofs proofs;
    private final WitnessClient client;
    private final Thread thread;
    private volatile WitnessState state;
    private long known;
    private boolean stopping;

    WitnessRound(Ledger ledger, WitnessAddress address, Duration timeout) {
        this.ledger = ledger;
        this.proofs = new LogProofs(ledger);
        this.client = new WitnessClient(address, timeout);
        this.state = WitnessState.unknown(address);
        this.thread = new Thread(this::run, "witness-" + address.key().name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    WitnessState state() {
        return state;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!isStopping()) {
                Optional<SignedCheckpoint> next = ledger.awaitPublished(state.signed() + 1, LOOK);
                if (next.isPresent()) {
                    boolean isSigned = exchange();
                    pause = isSigned ? FIRST_PAUSE : longer(pause);
                    if (!isSigned) {
                        pause(pause);
                    }
                }
            }
        } catch (LedgerStoppedException ended) {
            log.info("cosignatures are not collected any more, because the ledger has stopped");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Whether the newest checkpoint was signed; a witness that is elsewhere than remembered is asked once more. */
    private boolean exchange() throws InterruptedException {
        try {
            Answer answer = submit();
            if (answer instanceof Answer.Elsewhere elsewhere
                    && elsewhere.size() <= proofs.newest().size()) {
                known = elsewhere.size();
                answer = submit();
            }
            return took(answer);
        } catch (LedgerStoppedException ended) {
            throw ended;
        } catch (LedgerException e) {
            return took(new Answer.Trouble(String.valueOf(e.getMessage())));
        }
    }

    private Answer submit() throws InterruptedException {
        SignedCheckpoint newest = proofs.newest();
        GrowthProof growth = proofs.growth(Math.min(known, newest.size()), newest.size());
        ConsistencyProof proof = growth.file().orElseThrow();
        Answer answer = client.submit(proof);
        if (answer instanceof Answer.Signed signed) {
            known = proof.checkpoint().size();
            ledger.cosign(known, signed.lines());
            state = state.signed(known);
        }
        return answer;
    }

    private boolean took(Answer answer) {
        if (answer instanceof Answer.Signed) {
            return true;
        }
        String reason = answer instanceof Answer.Elsewhere elsewhere
                ? "it has signed size " + elsewhere.size() + ", which this log has not reached: was the data folder"
                        + " restored from an old copy?"
                : ((Answer.Trouble) answer).reason();
        if (state.trouble().isEmpty()) {
            log.warn("the witness {} does not sign: {}", state.address().key().name(), reason);
        }
        state = state.trouble(reason);
        return false;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toMillis(); left > 0 && !stopping; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
