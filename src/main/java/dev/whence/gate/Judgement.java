package dev.whence.gate;

import dev.whence.receipt.Gate;
import dev.whence.receipt.ReceiptId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the gates came to, each for itself.
 *
 * @param forms the public form of each record for which the obligations can be met
 */
public record Judgement(List<Gate> gates, Map<ReceiptId, Obligations.Met> forms) {
    public Judgement {
        gates = List.copyOf(gates);
        forms = Map.copyOf(forms);
    }

    /** The gravest result of all; a version without gates was not judged. */
    public Gate.Result overall() {
        return gates.stream().map(Gate::result).min(Comparator.naturalOrder()).orElse(Gate.Result.ERROR);
    }
}
