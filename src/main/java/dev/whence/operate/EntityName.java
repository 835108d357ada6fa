package dev.whence.operate;

import dev.whence.receipt.Iris;
import dev.whence.receipt.OperationReceipt.Entity;
import java.util.List;
import java.util.Optional;

/**
 * What a thing of a walk is called: its type and its id in the receipt's words. An artifact is called by its place and its
 * digest, {@code URI@alg:hex}, or by what there is of the two; so every name can be asked for again.
 */
record EntityName(String type, String id) {

    static EntityName of(Iris iris, String iri) {
        Optional<Iris.Minted> minted = iris.read(iri);
        List<String> names = minted.map(Iris.Minted::names).orElse(List.of());
        return switch (minted.map(Iris.Minted::type).orElse("") + names.size()) {
            case Iris.THING + "2" -> new EntityName(names.get(0), names.get(1));
            case "artifact2" -> new EntityName(Entity.ARTIFACT, names.get(1) + "@" + names.get(0));
            case "content1", "location1" -> new EntityName(Entity.ARTIFACT, names.get(0));
            default -> new EntityName(Entity.ARTIFACT, iri);
        };
    }
}
