package dev.whence.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.GrowthProof;
import dev.whence.ledger.InclusionProof;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.proof.TlogProof;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Proofs as JSON, for programs: hashes in base64, as in the text forms. The one place that knows this form. */
public final class ProofJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNSIGNED =
            "No checkpoint of this size was published: the root is computed from the tiles, and nobody signed it.";

    private ProofJson() {}

    /** A whole proof. */
    public static ObjectNode inclusion(InclusionProof proof) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", TlogProof.HEADER);
        place(json, proof);
        json.put("size", proof.size()).put("root", proof.root().base64());
        way(json, proof);
        checkpoint(json, proof.checkpoint());
        return json;
    }

    /** One of many proofs against one checkpoint, which is told once beside them. */
    static ObjectNode inclusionAmongOthers(InclusionProof proof) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        place(json, proof);
        way(json, proof);
        return json;
    }

    private static void place(ObjectNode json, InclusionProof proof) {
        if (proof.isTelling()) {
            json.put("receipt_id", proof.entry().event().receiptId().text());
        }
        json.put("event_hash", proof.entry().eventHash());
        json.put("index", proof.index());
    }

    private static void way(ObjectNode json, InclusionProof proof) {
        json.put("leaf", proof.leaf().base64());
        hashes(json, proof.hashes());
        proof.extra().ifPresent(extra -> entry(json, extra));
    }

    private static void entry(ObjectNode json, String extra) {
        json.put("extra", extra);
        String line = new String(Base64.getDecoder().decode(extra), StandardCharsets.UTF_8);
        try {
            json.set("event", JSON.readTree(line));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the ledger keeps lines of JSON", impossible);
        }
    }

    /** A proof that the log only grew. */
    static ObjectNode growth(GrowthProof proof) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", proof.from()).put("to", proof.to());
        json.put("from_root", proof.fromRoot().base64());
        json.put("to_root", proof.toRoot().base64());
        hashes(json, proof.hashes());
        checkpoint(json, proof.checkpoint());
        return json;
    }

    private static void hashes(ObjectNode json, List<Hash> hashes) {
        ArrayNode array = json.putArray("hashes");
        hashes.forEach(hash -> array.add(hash.base64()));
    }

    static void checkpoint(ObjectNode json, Optional<SignedCheckpoint> checkpoint) {
        if (checkpoint.isEmpty()) {
            json.putNull("checkpoint").put("remark", UNSIGNED);
            return;
        }
        json.put("checkpoint", checkpoint.get().note());
        json.put("anchor_hash", checkpoint.get().checkpoint().anchorHash());
    }
}
