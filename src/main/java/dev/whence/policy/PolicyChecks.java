package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;

/** Looks for what a receipt has no business with. Pure and thread safe; make one and keep it. */
public final class PolicyChecks {
    private final PolicySettings settings;
    private final Places places = Places.load();
    private final TextPatterns patterns = new TextPatterns(TextPattern.load());
    private final UrlChecks urls;

    public PolicyChecks(PolicySettings settings) {
        this.settings = settings;
        this.urls = new UrlChecks(settings, new PrivateHosts(places.privateHosts()));
    }

    /**
     * Looks through a receipt.
     *
     * @param tree any tree, even one that its schema refuses
     */
    public PolicyReport check(JsonNode tree, ReceiptKind kind) {
        Findings findings = new Findings(settings);
        new TreeWalk(places, patterns, urls, findings)
                .walk(kind == ReceiptKind.ATTACHMENT ? AttachedText.shown(tree) : tree);
        new LabelCheck(findings).check(tree, kind);
        return findings.report();
    }

    /**
     * The violation as it may be shown: a pointer repeats the names of members, and a name may be a secret. For
     * violations that other stations find; those of this station are masked already.
     */
    public Violation masked(Violation violation) {
        String pointer = Masking.pointer(violation.pointer(), patterns);
        return pointer.equals(violation.pointer())
                ? violation
                : new Violation(pointer, violation.rule(), violation.message());
    }
}
