package dev.whence.gate;

import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Gate;
import java.util.Comparator;
import java.util.List;

/**
 * What the gates came to.
 *
 * @param gates each with its findings, in order
 */
public record Judgement(DatasetVersionId version, List<Gate> gates) {
    public Judgement {
        gates = List.copyOf(gates);
    }

    /** The gravest result of them all: ERROR before DENY before ABSTAIN before PASS. */
    public Gate.Result overall() {
        return gates.stream().map(Gate::result).min(Comparator.naturalOrder()).orElse(Gate.Result.ERROR);
    }

    public boolean passes() {
        return overall() == Gate.Result.PASS;
    }
}
