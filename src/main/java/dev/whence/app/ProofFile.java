package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.proof.TlogProof;
import java.nio.charset.StandardCharsets;

/** Reads a proof from a file, in its text form (C2SP tlog-proof) or in JSON as the server and {@code prove} write it. */
final class ProofFile {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 16);

    private ProofFile() {}

    static TlogProof read(byte[] file) throws RefusedException {
        return file.length > 0 && file[0] == '{' ? fromJson(StrictJson.parse(file, LIMITS)) : TlogProof.parse(file);
    }

    /** Written as text and read as that: one reader decides what a proof is. */
    private static TlogProof fromJson(JsonNode json) throws RefusedException {
        if (!json.path("checkpoint").isTextual()) {
            throw new RefusedException(
                    ProblemType.PROOF_REFUSED,
                    "This proof has no signed checkpoint, so it shows nothing to somebody who does not trust the server.");
        }
        StringBuilder text = new StringBuilder(json.path("format").asText()).append('\n');
        if (json.has("extra")) {
            text.append("extra ").append(json.path("extra").asText()).append('\n');
        }
        text.append("index ").append(json.path("index").asText()).append('\n');
        json.path("hashes").forEach(hash -> text.append(hash.asText()).append('\n'));
        text.append('\n').append(json.path("checkpoint").asText());
        return TlogProof.parse(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
