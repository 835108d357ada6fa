package dev.whence.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Gate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What gates came to, for people and for programs: the same report that {@code check links} gives, with the gates beside it.
 *
 * @param subject what was judged
 * @param outcome what it came to, in the word of whoever judged
 * @param result the same, as one of the four
 */
record GateReport(String subject, String outcome, Gate.Result result, List<Gate> gates) {
    GateReport {
        gates = List.copyOf(gates);
    }

    int exit() {
        return switch (result) {
            case PASS -> ExitCode.GOOD;
            case DENY, ABSTAIN -> ExitCode.FINDINGS;
            case ERROR -> ExitCode.FAULT;
        };
    }

    /** A line a gate, under each what it found. */
    void print(Terminal terminal) {
        for (Gate gate : gates) {
            terminal.result(Printable.of(String.format("%-10s  %-7s", gate.id(), gate.result()))
                    .stripTrailing());
            for (Gate.Finding finding : gate.findings()) {
                terminal.result(Printable.of("  " + finding.code() + "  " + finding.where()));
                terminal.result(Printable.of("    " + finding.message()));
                terminal.result(Printable.of("    -> " + finding.remediation()));
            }
        }
        terminal.result(Printable.of(subject + "  " + outcome));
    }

    /** The findings of gates that deny or could not judge are errors, the others' warnings. */
    ObjectNode json(String tool, String mode, Instant started) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("tool", tool).put("version", Version.text());
        json.put("started_at", text(started)).put("finished_at", text(Instant.now()));
        json.put("mode", mode).put("subject", subject).put("result", outcome);
        ObjectNode totals = json.putObject("totals").put("checked", gates.size());
        ArrayNode all = json.putArray("gates");
        ArrayNode errors = json.putArray("errors");
        ArrayNode warnings = json.putArray("warnings");
        for (Gate gate : gates) {
            all.addObject().put("gate", gate.id()).put("result", gate.result().name());
            boolean grave = gate.result() == Gate.Result.ERROR || gate.result() == Gate.Result.DENY;
            gate.findings()
                    .forEach(finding -> (grave ? errors : warnings)
                            .addObject()
                            .put("code", finding.code())
                            .put("gate", gate.id())
                            .put("from", finding.where())
                            .put("to", "")
                            .put("message", finding.message())
                            .put("remediation", finding.remediation()));
        }
        totals.put("errors", errors.size()).put("warnings", warnings.size());
        return json;
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
