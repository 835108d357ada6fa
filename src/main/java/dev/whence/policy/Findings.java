package dev.whence.policy;

import dev.whence.receipt.Violation;
import dev.whence.receipt.Warning;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gathers what is found in one receipt, as settings say. For one use by one thread. */
final class Findings {
    private final PolicySettings settings;
    private final Set<Violation> refused = new LinkedHashSet<>();
    private final Set<Warning> warnings = new LinkedHashSet<>();

    Findings(PolicySettings settings) {
        this.settings = settings;
    }

    /** @param fault what is wrong, as the beginning of a sentence that the rule's advice ends */
    void add(PolicyRule rule, String pointer, String fault) {
        switch (settings.action(rule)) {
            case REFUSE -> {
                if (refused.size() < PolicyReport.MOST) {
                    refused.add(new Violation(pointer, rule.ruleName(), fault + "; " + rule.advice() + "."));
                }
            }
            case WARN -> {
                if (warnings.size() < PolicyReport.MOST) {
                    warnings.add(new Warning(rule.ruleName(), pointer));
                }
            }
            case OFF -> {}
        }
    }

    PolicyReport report() {
        return new PolicyReport(
                refused.stream()
                        .sorted(Comparator.comparing(Violation::pointer)
                                .thenComparing(Violation::rule)
                                .thenComparing(Violation::message))
                        .toList(),
                warnings.stream()
                        .sorted(Comparator.comparing(Warning::pointer).thenComparing(Warning::rule))
                        .toList());
    }
}
