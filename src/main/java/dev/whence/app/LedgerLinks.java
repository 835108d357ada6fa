package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Checks the links of the records in a data folder, page by page, and says what it found in the form of the check of files. */
final class LedgerLinks {
    private final Terminal terminal;
    private final DataOptions data;
    private final OrganisationOption organisation;

    LedgerLinks(Terminal terminal, DataOptions data, OrganisationOption organisation) {
        this.terminal = terminal;
        this.data = data;
        this.organisation = organisation;
    }

    int check() throws Exception {
        return House.read(
                data,
                whence -> check("ledger", OperationCaller.here(whence, organisation)),
                server -> check("server", OperationCaller.there(server, organisation)));
    }

    private int check(String mode, OperationCaller operations) throws IOException, InterruptedException {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("tool", "whence check links").put("version", Version.text());
        report.put("started_at", now()).put("finished_at", "").put("mode", mode);
        ObjectNode totals = report.putObject("totals").put("checked", 0);
        ArrayNode errors = report.putArray("errors");
        ArrayNode warnings = report.putArray("warnings");
        try {
            pages(operations, totals, errors, warnings);
        } catch (RefusedException refused) {
            terminal.tell(refused.problem());
            return ExitCode.FINDINGS;
        }
        totals.put("errors", errors.size()).put("warnings", warnings.size());
        report.put("finished_at", now());
        tell(report);
        return errors.isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }

    private static void pages(OperationCaller operations, ObjectNode totals, ArrayNode errors, ArrayNode warnings)
            throws RefusedException, IOException, InterruptedException {
        long next = 0;
        do {
            JsonNode page = operations.call(
                    "catalog.links", JsonNodeFactory.instance.objectNode().put("from", next));
            totals.put(
                    "checked",
                    totals.path("checked").asLong() + page.path("checked").asLong());
            page.path("errors").forEach(errors::add);
            page.path("warnings").forEach(warnings::add);
            next = page.path("next").asLong(-1);
        } while (next >= 0);
    }

    private void tell(ObjectNode report) {
        if (data.json()) {
            terminal.result(report.toString());
            return;
        }
        report.path("errors").forEach(this::line);
        report.path("warnings").forEach(this::line);
        JsonNode totals = report.path("totals");
        terminal.result(totals.path("checked").asLong() + " records checked, "
                + totals.path("errors").asLong() + " errors, "
                + totals.path("warnings").asLong() + " warnings");
    }

    private void line(JsonNode finding) {
        terminal.result(Printable.of(finding.path("code").asText() + "  "
                + finding.path("from").asText() + "  " + finding.path("message").asText()));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
