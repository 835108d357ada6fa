package dev.whence.query.evidence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.License;
import dev.whence.receipt.PolicyLabel;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind a reference. It is named by the SHA-256 of its own canonical JSON (RFC 8785), so that whoever holds
 * the name can tell whether a bundle is the one that was meant.
 *
 * @param obligations types of the obligations that were met
 * @param catalogValid whether catalog records of the dataset version passed the gates and are published
 * @param linksOk whether each artifact is claimed by one standing receipt alone
 * @param auditRef the event hash of the ledger entry that says all this
 */
public record EvidenceBundle(
        String datasetVersionId,
        String title,
        PolicyLabel label,
        List<String> obligations,
        License license,
        String runId,
        List<Part> artifacts,
        boolean catalogValid,
        boolean linksOk,
        String auditRef) {
    private static final String NAME = "bundle_id";

    public EvidenceBundle {
        obligations = List.copyOf(obligations);
        artifacts = List.copyOf(artifacts);
    }

    /**
     * One artifact.
     *
     * @param href as the receipt has it, or where that is relative the IRI that Whence gives it
     */
    public record Part(String href, String digest, Optional<String> mediaType) {}

    /** {@code sha256:} and the digest of the bundle without its name. */
    public String id() {
        return "sha256:" + Sha256.hex(Jcs.canonicalize(content()));
    }

    /** With its name. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(NAME, id());
        json.setAll(content());
        return json;
    }

    private ObjectNode content() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dataset_version_id", datasetVersionId).put("title", title);
        var applied = json.putObject("policy")
                .put("decision", "allow")
                .put("policy_label", label.text())
                .putArray("obligations_applied");
        obligations.forEach(applied::add);
        json.putObject("license")
                .put("spdx", license.spdx())
                .put("attribution", license.attribution().orElse(null));
        json.putObject("provenance").put("run_id", runId);
        var parts = json.putArray("artifacts");
        artifacts.forEach(part -> parts.addObject()
                .put("href", part.href())
                .put("digest", part.digest())
                .put("media_type", part.mediaType().orElse(null)));
        json.putObject("checks").put("catalog_valid", catalogValid).put("links_ok", linksOk);
        return json.put("audit_ref", auditRef);
    }
}
