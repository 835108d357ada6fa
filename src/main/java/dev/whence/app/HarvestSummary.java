package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.harvest.HarvestReport;
import dev.whence.harvest.SourceName;
import dev.whence.harvest.read.SourceKind;

/** Says what came of a harvest. */
final class HarvestSummary {
    private final Terminal terminal;
    private final boolean json;

    HarvestSummary(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    void tell(SourceName name, HarvestReport report) {
        if (json) {
            terminal.result(json(name, report).toString());
            return;
        }
        for (HarvestReport.Refusal refusal : report.refusals()) {
            terminal.say("refused " + Printable.of(refusal.id() + " at " + refusal.place()));
            refusal.reasons().forEach(reason -> terminal.say("  " + Printable.of(reason)));
        }
        report.troubles().forEach(trouble -> terminal.say("trouble " + Printable.of(trouble)));
        terminal.result(name.text() + ": " + report.found() + " records of "
                + report.kind().map(SourceKind::label).orElse("an unknown kind") + "; " + report.accepted() + " new, "
                + report.repeated() + " here before, " + report.unchanged() + " unchanged, " + report.withdrawn()
                + " withdrawn, " + report.refusals().size() + " refused; " + report.documents() + " documents came, "
                + report.spared() + " had not changed; " + report.requests() + " requests, "
                + Sizes.text(report.bytes())
                + (report.isComplete() ? "" : "; not all of it was read, so nothing that is missing was withdrawn"));
    }

    private static ObjectNode json(SourceName name, HarvestReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", name.text());
        report.kind().ifPresent(kind -> json.put("kind", kind.label()));
        json.put("complete", report.isComplete()).put("found", report.found());
        json.put("accepted", report.accepted()).put("repeated", report.repeated());
        json.put("unchanged", report.unchanged()).put("withdrawn", report.withdrawn());
        json.put("refused", report.refusals().size());
        json.put("documents", report.documents()).put("spared", report.spared());
        json.put("requests", report.requests()).put("bytes", report.bytes());
        var refusals = json.putArray("refusals");
        for (HarvestReport.Refusal refusal : report.refusals()) {
            var reasons = refusals.addObject()
                    .put("record", refusal.id())
                    .put("place", refusal.place())
                    .putArray("reasons");
            refusal.reasons().forEach(reasons::add);
        }
        report.troubles().forEach(json.putArray("troubles")::add);
        return json;
    }
}
