package dev.whence.witness;

import dev.whence.ledger.Ledger;
import java.time.Duration;
import java.util.List;

/**
 * Hands each new checkpoint of a log to its witnesses, and adds what they sign. Each witness has a thread of its own: one
 * that is slow or dead delays neither the log nor the others.
 */
public final class CosignatureCollector implements AutoCloseable {
    private final List<WitnessRound> rounds;

    /** @param timeout of one exchange with a witness */
    public CosignatureCollector(Ledger ledger, List<WitnessAddress> witnesses, Duration timeout) {
        this.rounds = witnesses.stream()
                .map(address -> new WitnessRound(ledger, address, timeout))
                .toList();
    }

    public void start() {
        rounds.forEach(WitnessRound::start);
    }

    public List<WitnessState> states() {
        return rounds.stream().map(WitnessRound::state).toList();
    }

    /** Ends when what is under way is done; an exchange is not waited for longer than its time-out. */
    @Override
    public void close() {
        rounds.forEach(WitnessRound::stop);
        rounds.forEach(WitnessRound::join);
    }
}
