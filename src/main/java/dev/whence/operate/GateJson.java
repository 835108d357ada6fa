package dev.whence.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.gate.Dossier;
import dev.whence.gate.Judgement;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Gate;
import dev.whence.receipt.Obligation;
import java.util.Arrays;
import java.util.List;

/** Gates, what they found, and obligations as JSON. */
final class GateJson {
    private GateJson() {}

    static DatasetVersionId version(Invocation invocation) {
        return DatasetVersionId.parse(invocation.text("dataset_version", ""));
    }

    static ObjectNode of(Dossier dossier, Judgement judgement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dataset_version", dossier.version().text());
        json.put("result", judgement.overall().name());
        json.set("gates", gates(judgement.gates()));
        ArrayNode records = json.putArray("records");
        dossier.records().forEach(record -> {
            ObjectNode one = records.addObject();
            one.put("receipt", record.id().text());
            one.put("kind", record.record().kind().ledgerName());
            one.put("iri", record.iri());
            one.put("label", record.label().text());
        });
        ArrayNode runs = json.putArray("receipts");
        dossier.runs().forEach(run -> runs.add(run.iri()));
        json.set("obligations", obligations(dossier.obligations()));
        return json;
    }

    static ArrayNode gates(List<Gate> gates) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Gate gate : gates) {
            ObjectNode one = all.addObject()
                    .put("gate", gate.id())
                    .put("result", gate.result().name());
            ArrayNode findings = one.putArray("findings");
            gate.findings()
                    .forEach(finding -> findings.addObject()
                            .put("code", finding.code())
                            .put("where", finding.where())
                            .put("message", finding.message())
                            .put("remediation", finding.remediation()));
        }
        return all;
    }

    static ArrayNode obligations(List<Obligation> obligations) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Obligation obligation : obligations) {
            ObjectNode one = all.addObject().put("type", obligation.type());
            obligation.minCellSizeMetres().ifPresent(metres -> one.put("min_cell_size_m", metres));
            if (!obligation.fields().isEmpty()) {
                obligation.fields().forEach(one.putArray("fields")::add);
            }
            if (!obligation.message().isEmpty()) {
                one.put("message", obligation.message());
            }
        }
        return all;
    }

    /** Whether obligations that were written down ask for the same: a number is read back as another type than it had. */
    static boolean asksFor(JsonNode written, List<Obligation> obligations) {
        return Arrays.equals(Jcs.canonicalize(written), Jcs.canonicalize(obligations(obligations)));
    }
}
