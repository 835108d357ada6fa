package dev.whence.query.canned;

import java.util.ArrayList;
import java.util.List;

/** A small receipt of kind A, built word by word. */
final class Told {
    private final String id;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private String agent = "svc:anyone";
    private String container = "c0";
    private String commit = "0123456789abcdef0123456789abcdef01234567";
    private String parameters = "d0";
    private String decision = "allow";
    private String status = "pass";
    private String createdAt = "2026-05-01T10:00:00Z";

    private Told(String id) {
        this.id = id;
    }

    static Told run(String id) {
        return new Told(id);
    }

    Told by(String principal) {
        agent = principal;
        return this;
    }

    /** @param twoHex the digest, over and over */
    Told read(String uri, String twoHex) {
        inputs.add(artifact(uri, twoHex));
        return this;
    }

    Told wrote(String uri, String twoHex) {
        outputs.add(artifact(uri, twoHex));
        return this;
    }

    Told in(String twoHexOfContainer) {
        container = twoHexOfContainer;
        return this;
    }

    Told from(String gitCommit) {
        commit = gitCommit;
        return this;
    }

    Told with(String twoHexOfParameters) {
        parameters = twoHexOfParameters;
        return this;
    }

    Told denied() {
        decision = "deny";
        return this;
    }

    Told failed() {
        status = "fail";
        return this;
    }

    Told at(String time) {
        createdAt = time;
        return this;
    }

    static String digest(String twoHex) {
        return "sha256:" + twoHex.repeat(32);
    }

    private static String artifact(String uri, String twoHex) {
        return "{\"uri\": \"" + uri + "\", \"digest\": \"" + digest(twoHex) + "\"}";
    }

    String json() {
        return """
                {"run_id": "%s", "actor": {"principal": "%s", "role": "pipeline"}, "operation": "work",
                 "dataset_version_id": "v1", "dataset_slug": "told", "inputs": [%s], "outputs": [%s],
                 "environment": {"container_digest": "%s", "git_commit": "%s", "params_digest": "%s"},
                 "validation": {"status": "%s", "report_digest": "%s"},
                 "policy": {"decision_id": "decision:%s", "decision": "%s", "policy_label": "public"},
                 "created_at": "%s"}""".formatted(
                        id,
                        agent,
                        String.join(", ", inputs),
                        String.join(", ", outputs),
                        digest(container),
                        commit,
                        digest(parameters),
                        status,
                        digest("e0"),
                        id,
                        decision,
                        createdAt);
    }
}
