package dev.whence.ledger;

import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogPolicy.Witness;
import dev.whence.tlog.note.SizeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the policy's witnesses to what the settings say today. A witness that is not named any more keeps its line, with
 * the sizes that it may have signed: checkpoints of that time stay accounted for.
 */
final class WitnessList {
    private final Optional<List<Witness>> configured;
    private final long size;

    /** @param size of the newest checkpoint: the first that a new witness signs, and the last that a retired one did */
    WitnessList(Optional<List<Witness>> configured, long size) {
        this.configured = configured;
        this.size = size;
    }

    /** Changes the ring's policy, and returns it. */
    LogPolicy in(KeyRing ring) {
        LogPolicy policy = ring.policy();
        return configured.isEmpty() ? policy : ring.become(merged(policy.witnesses(), configured.get()));
    }

    private List<Witness> merged(List<Witness> known, List<Witness> wanted) {
        List<Witness> merged = new ArrayList<>();
        for (Witness witness : known) {
            merged.add(isAmong(witness, wanted) ? open(witness, wanted) : retired(witness));
        }
        for (Witness witness : wanted) {
            if (!isAmong(witness, known)) {
                merged.add(new Witness(
                        free(witness.name(), merged),
                        witness.vkey(),
                        witness.key(),
                        SizeRange.from(size),
                        witness.url()));
            }
        }
        return merged;
    }

    private static boolean isAmong(Witness witness, List<Witness> others) {
        return others.stream().anyMatch(other -> other.vkey().equals(witness.vkey()));
    }

    /** One that comes back may sign again, and may have signed all that lies between. */
    private static Witness open(Witness known, List<Witness> wanted) {
        Optional<String> url = wanted.stream()
                .filter(other -> other.vkey().equals(known.vkey()))
                .findFirst()
                .flatMap(Witness::url);
        return new Witness(
                known.name(),
                known.vkey(),
                known.key(),
                SizeRange.from(known.sizes().from()),
                url);
    }

    private Witness retired(Witness witness) {
        return witness.sizes().isOpen()
                ? new Witness(
                        witness.name(),
                        witness.vkey(),
                        witness.key(),
                        witness.sizes().until(Math.max(size, witness.sizes().from())),
                        Optional.empty())
                : witness;
    }

    /** A name stands for one key; a witness that changed its key is told apart by a mark. */
    private static String free(String name, List<Witness> taken) {
        boolean isTaken = name.equals(LogPolicy.NONE)
                || taken.stream().anyMatch(witness -> witness.name().equals(name));
        return isTaken ? free(name + "'", taken) : name;
    }
}
