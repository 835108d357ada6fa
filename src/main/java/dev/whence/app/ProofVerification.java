package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.Event;
import dev.whence.ledger.ReceiptProof;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.proof.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks a proof that came with a file, offline, and says what it shows. */
final class ProofVerification {
    private final Terminal terminal;
    private final CheckpointTrust trust;
    private final boolean json;

    ProofVerification(Terminal terminal, CheckpointTrust trust, boolean json) {
        this.terminal = terminal;
        this.trust = trust;
        this.json = json;
    }

    int verify(ProofOptions.Asked asked) throws IOException {
        byte[] proof = Files.readAllBytes(asked.proof());
        byte[] file = Files.readAllBytes(asked.file());
        try {
            tell(asked.isReceipt() ? receipt(ProofFile.read(proof), file) : entry(ProofFile.read(proof), file));
            return ExitCode.GOOD;
        } catch (RefusedException refused) {
            refuse(refused);
            return ExitCode.FINDINGS;
        }
    }

    private Map<String, Object> receipt(TlogProof proof, byte[] file) throws RefusedException {
        ReceiptProof proved = ReceiptProof.verify(proof, file, trustAbout(proof));
        Event event = proved.event();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("receipt_id", event.receiptId().text());
        facts.put("kind", event.kind());
        facts.put("subject", event.subject());
        facts.put("sequence", event.sequence());
        facts.put("time", event.time().toString());
        facts.putAll(log(proved.checkpoint(), proved.leaf()));
        return facts;
    }

    private Map<String, Object> entry(TlogProof proof, byte[] file) throws RefusedException {
        CheckpointTrust about = trustAbout(proof);
        Hash leaf = TreeHasher.leaf(file);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sequence", proof.index());
        facts.putAll(log(proof.verify(leaf, about), leaf));
        return facts;
    }

    /** The proof's log must be one of those that are trusted; its signature would only say so in a roundabout way. */
    private CheckpointTrust trustAbout(TlogProof proof) throws RefusedException {
        String origin = proof.checkpoint().checkpoint().origin();
        if (trust instanceof LogPolicy policy && policy.about(origin).isPresent()) {
            return policy.about(origin).get();
        }
        if (!origin.equals(trust.origin())) {
            throw new RefusedException(
                    ProblemType.PROOF_REFUSED,
                    "The proof is of the log " + origin + ", the key is that of " + trust.origin() + ".");
        }
        return trust;
    }

    private Map<String, Object> log(Checkpoint checkpoint, Hash leaf) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("event_hash", "sha256:" + leaf.hex());
        facts.put("origin", checkpoint.origin());
        facts.put("size", checkpoint.size());
        facts.put("root", checkpoint.root().base64());
        facts.put("anchor_hash", checkpoint.anchorHash());
        facts.put("key", trust.key().fingerprint());
        return facts;
    }

    private void tell(Map<String, Object> facts) {
        if (json) {
            ObjectNode all = JsonNodeFactory.instance.objectNode().put("good", true);
            facts.forEach(all::putPOJO);
            terminal.result(all.toString());
            return;
        }
        facts.forEach((name, value) -> terminal.result(
                String.format("       %-12s %s", name.replace('_', ' '), Printable.of(String.valueOf(value)))));
        terminal.result("good: entry " + facts.get("sequence")
                + " of the log holds exactly this file, as the key's owner" + " signed");
    }

    private void refuse(RefusedException refused) {
        String reason = refused.problem().detail();
        if (json) {
            terminal.result(JsonNodeFactory.instance
                    .objectNode()
                    .put("good", false)
                    .put("reason", reason)
                    .put("key", trust.key().fingerprint())
                    .toString());
            return;
        }
        terminal.result("FAULT  " + Printable.of(reason));
        terminal.result("       checked with key " + trust.key().fingerprint());
    }
}
