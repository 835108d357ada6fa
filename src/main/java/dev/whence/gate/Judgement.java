package dev.whence.gate;

import dev.whence.receipt.Gate;
import dev.whence.receipt.ReceiptId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the gates came to, each for itself.
 *
 * @param optional ids of the gates that stop nothing
 * @param forms the public form of each record for which the obligations can be met
 */
public record Judgement(List<Gate> gates, Set<String> optional, Map<ReceiptId, Obligations.Met> forms) {
    public Judgement {
        gates = List.copyOf(gates);
        optional = Set.copyOf(optional);
        forms = Map.copyOf(forms);
    }

    /** The gravest result of those that count: ERROR before DENY before ABSTAIN before PASS; a version without gates was not judged. */
    public Gate.Result overall() {
        return gates.stream()
                .filter(gate -> !optional.contains(gate.id()))
                .map(Gate::result)
                .min(Comparator.naturalOrder())
                .orElse(Gate.Result.ERROR);
    }
}
