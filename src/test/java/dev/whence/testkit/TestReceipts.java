package dev.whence.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;

/** Makes run receipts (kind A): valid as they begin, each method changes one thing. */
public final class TestReceipts {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private TestReceipts(String runId) {
        json.put("run_id", runId);
        json.putObject("actor").put("principal", "svc:tester").put("role", "processor");
        json.put("operation", "join").put("dataset_version_id", "kfm://dataset/rivers@2026-10");
        json.put("dataset_slug", "rivers");
        json.putArray("inputs");
        json.putArray("outputs");
        json.putObject("environment")
                .put("container_digest", digest("container"))
                .put("git_commit", "9a8b7c6d5e4f30211f0e9d8c7b6a59483726150a")
                .put("params_digest", digest("params"));
        json.putObject("validation").put("status", "pass").put("report_digest", digest("report"));
        json.putObject("policy").put("decision_id", "decision:1").put("policy_label", "public");
        json.put("created_at", "2026-11-02T08:31:01Z");
    }

    /** A receipt that reads and writes a file of its own. */
    public static TestReceipts run(String runId) {
        return bare(runId).input("in/" + runId, digest("in/" + runId)).output("out/" + runId, digest("out/" + runId));
    }

    /** A receipt that neither reads nor writes anything yet. */
    public static TestReceipts bare(String runId) {
        return new TestReceipts(runId);
    }

    /** The digest of a text. */
    public static String digest(String text) {
        return "sha256:" + Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    public TestReceipts input(String uri, String digest) {
        json.withArray("inputs").addObject().put("uri", uri).put("digest", digest);
        return this;
    }

    public TestReceipts output(String uri, String digest) {
        json.withArray("outputs").addObject().put("uri", uri).put("digest", digest);
        return this;
    }

    public TestReceipts supersedes(String target) {
        return with("supersedes_run_id", target);
    }

    public TestReceipts label(String label) {
        json.withObjectProperty("policy").put("policy_label", label);
        return this;
    }

    public TestReceipts with(String name, String value) {
        json.put(name, value);
        return this;
    }

    public TestReceipts without(String name) {
        json.remove(name);
        return this;
    }

    /** The receipt itself, for changes that have no method. */
    public ObjectNode json() {
        return json;
    }

    public String text() {
        return json.toString();
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    public String id() {
        return idOf(bytes());
    }

    /** The id that a receipt gets: of its canonical form. */
    public static String idOf(byte[] receipt) {
        try {
            return CanonicalReceipt.of(receipt, JsonLimits.DEFAULTS).id().text();
        } catch (RefusedException notStrict) {
            throw new IllegalArgumentException("a test receipt is not strict JSON", notStrict);
        }
    }
}
