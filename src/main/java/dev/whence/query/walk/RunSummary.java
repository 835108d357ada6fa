package dev.whence.query.walk;

import dev.whence.receipt.ClosedRunReceipt;
import dev.whence.receipt.GeneratedReceipt;
import dev.whence.receipt.KnowledgeChange;
import dev.whence.receipt.OperationReceipt;
import dev.whence.receipt.ProvenanceEvent;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RegisteredVersion;
import dev.whence.receipt.RegistryReceipt;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.ZoneReceipt;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A run in one line.
 *
 * @param runId as the receipt has it
 * @param status how it was checked or, where the kind only says that, how it ended; in the receipt's words
 * @param receiptId {@code sha256:<hex>}
 */
public record RunSummary(
        String runId,
        Optional<String> agent,
        Optional<String> operation,
        Optional<Instant> time,
        Optional<String> status,
        String receiptId) {
    private static final Set<String> FAILURES =
            Set.of("fail", "failed", "failure", "error", "false", "aborted", "timed_out");

    /** Whether the status is one of failure, in any of the words that the kinds have for it. */
    public boolean failed() {
        return status.filter(word -> FAILURES.contains(word.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    public static RunSummary of(Receipt receipt, ReceiptId id) {
        if (receipt instanceof RunReceipt run) {
            return new Maker(receipt, id)
                    .make(run.operation(), run.createdAt(), run.validation().status());
        }
        if (receipt instanceof ClosedRunReceipt run) {
            Optional<Instant> time = run.smartSync().map(ClosedRunReceipt.SmartSync::fetchTime);
            return new Maker(receipt, id).make(run.stage(), time, run.outcome().name());
        }
        if (receipt instanceof GeneratedReceipt generated) {
            return new Maker(receipt, id).make("generate", generated.createdAt(), gates(generated));
        }
        if (receipt instanceof RegistryReceipt registry) {
            return new Maker(receipt, id).make("register", registry.endedAt(), checks(registry));
        }
        if (receipt instanceof ZoneReceipt zone) {
            String operation = zone.zoneIn() + " to " + zone.zoneOut();
            return new Maker(receipt, id).make(operation, zone.endedAt(), zone.qaPassed() ? "pass" : "fail");
        }
        if (receipt instanceof OperationReceipt operation) {
            Optional<Instant> time = operation.endedAt().or(() -> Optional.of(operation.startedAt()));
            return new Maker(receipt, id)
                    .make(operation.operationId(), time, operation.state().word());
        }
        return ofOrchestration(receipt, id);
    }

    /** The kinds of the orchestration protocol. */
    private static RunSummary ofOrchestration(Receipt receipt, ReceiptId id) {
        if (receipt instanceof ProvenanceEvent event) {
            return new Maker(receipt, id)
                    .make(
                            event.envelopeType(),
                            event.timestamp(),
                            event.status().name());
        }
        if (receipt instanceof RegisteredVersion version) {
            return new Maker(receipt, id)
                    .make(
                            "register",
                            version.createdAt(),
                            version.lifecycleStage().orElse("registered"));
        }
        if (receipt instanceof KnowledgeChange change) {
            return new Maker(receipt, id)
                    .make("knowledge change", change.timestamp(), change.state().name());
        }
        throw new IllegalArgumentException("a kind that tells of no run: " + receipt.kind());
    }

    private static String gates(GeneratedReceipt receipt) {
        return receipt.gates().stream().anyMatch(gate -> gate.outcome() == GeneratedReceipt.GateOutcome.FAIL)
                ? "fail"
                : "pass";
    }

    private static String checks(RegistryReceipt receipt) {
        return receipt.checks().stream()
                        .anyMatch(check -> FAILURES.contains(check.result().toLowerCase(Locale.ROOT)))
                ? "fail"
                : "pass";
    }

    /** The parts that every kind has. */
    private record Maker(Receipt receipt, ReceiptId id) {
        RunSummary make(String operation, Instant time, String status) {
            return make(operation, Optional.of(time), status);
        }

        RunSummary make(String operation, Optional<Instant> time, String status) {
            return new RunSummary(
                    receipt.subject(),
                    receipt.principal(),
                    Optional.of(operation),
                    time,
                    Optional.of(status),
                    id.text());
        }
    }
}
