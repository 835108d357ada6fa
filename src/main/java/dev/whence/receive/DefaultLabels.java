package dev.whence.receive;

import dev.whence.policy.PolicyRule;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels of receipts that name none.
 *
 * @param everybody of those organisations for which nothing else is said
 * @param organisations by their names
 */
public record DefaultLabels(PolicyLabel everybody, Map<String, PolicyLabel> organisations) {
    /** Public, whosoever it is. */
    public static final DefaultLabels PUBLIC = new DefaultLabels(PolicyLabel.PUBLIC, Map.of());

    public DefaultLabels {
        organisations = Map.copyOf(organisations);
    }

    /**
     * The receipt's own label, or its organisation's.
     *
     * @throws RefusedException where the receipt says when an embargo ends, and is under none
     */
    Labelled of(Receipt receipt, String organisation) throws RefusedException {
        PolicyLabel label = receipt.policyLabel().orElse(organisations.getOrDefault(organisation, everybody));
        Optional<Instant> end = receipt.embargoUntil();
        if (end.isPresent() && label != PolicyLabel.EMBARGOED) {
            throw new RefusedException(Problem.of(
                    ProblemType.POLICY_VIOLATION,
                    "The receipt says when an embargo ends, and its label is '" + label.text() + "'; label it '"
                            + PolicyLabel.EMBARGOED.text() + "', or leave the end out.",
                    List.of(new Violation(
                            "/policy/embargo_until",
                            PolicyRule.EMBARGO.ruleName(),
                            "Only what is embargoed has an embargo's end."))));
        }
        return new Labelled(label, end);
    }
}
