package dev.whence.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.LogProofs;
import dev.whence.query.walk.JsonRenderer;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proves the receipts that a walk used, all against one checkpoint. */
final class WalkProofs {
    /** A proof is about a kilobyte; walks over more receipts are proved as far as this, and say so. */
    static final int MOST = 256;

    private static final JsonRenderer RENDERER = new JsonRenderer();

    private final LogProofs proofs;

    WalkProofs(LogProofs proofs) {
        this.proofs = proofs;
    }

    /**
     * The answer with its proofs.
     *
     * @throws RefusedException where no checkpoint covers the receipts soon enough
     */
    String render(LineageAnswer answer) throws RefusedException {
        StringBuilder out = new StringBuilder();
        try {
            RENDERER.render(answer, Map.of("proofs", prove(answer.receipts())), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private ObjectNode prove(List<Long> receipts) throws RefusedException {
        List<Long> proved = receipts.stream().limit(MOST).toList();
        long size = proved.stream().mapToLong(sequence -> sequence + 1).max().orElse(0);
        SignedCheckpoint checkpoint = proofs.await(size, ProofRoutes.CHECKPOINT_WAIT);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("complete", proved.size() == receipts.size());
        json.put("omitted", receipts.size() - proved.size());
        json.put("size", checkpoint.size())
                .put("root", checkpoint.checkpoint().root().base64());
        ProofJson.checkpoint(json, Optional.of(checkpoint));
        ArrayNode all = json.putArray("receipts");
        proofs.inclusions(proved, checkpoint).forEach(proof -> all.add(ProofJson.inclusionAmongOthers(proof)));
        return json;
    }
}
