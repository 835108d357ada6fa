package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.gate.Gates;
import dev.whence.gate.Judgement;
import dev.whence.receipt.RefusedException;

/** {@code catalog.gate}: judges whether a dataset version may be published, and changes nothing. */
final class CatalogGate implements Work.Reading {
    static final Declaration DECLARATION = Declaration.reading(
            "catalog.gate", "Judges by the gates whether a dataset version may be published", Scope.CATALOG_PROMOTE);

    private final Dossiers dossiers;
    private final Gates gates;

    CatalogGate(Dossiers dossiers, Gates gates) {
        this.dossiers = dossiers;
        this.gates = gates;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        Dossiers.Opened opened =
                dossiers.open(invocation.organisation(), GateJson.version(invocation), invocation.sight());
        Judgement judgement = gates.judge(opened.dossier());
        return GateJson.of(opened.dossier(), judgement);
    }
}
