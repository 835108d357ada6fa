package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what a receipt has no business with. Pure and thread safe; make one and keep it. */
public final class PolicyChecks {
    private final PolicySettings settings;
    private final Places places = Places.load();
    private final TextPatterns patterns = new TextPatterns(TextPattern.load());
    private final UrlChecks urls;
    private final String base;

    /** Where no address is ours. */
    public PolicyChecks(PolicySettings settings) {
        this(settings, "");
    }

    /** @param base of our own addresses; a catalog record may name them wherever we are */
    public PolicyChecks(PolicySettings settings, String base) {
        this.settings = settings;
        this.base = base;
        this.urls = new UrlChecks(settings, new PrivateHosts(places.privateHosts()));
    }

    /**
     * Looks through a receipt.
     *
     * @param tree any tree, even one that its schema refuses
     */
    public PolicyReport check(JsonNode tree, ReceiptKind kind) {
        Findings findings = new Findings(settings);
        Optional<Set<String>> homes = kind.isRecord() ? Optional.of(homes(tree)) : Optional.empty();
        TreeWalk walk = new TreeWalk(places, patterns, urls, findings, homes);
        walk.walk(kind == ReceiptKind.ATTACHMENT ? AttachedText.shown(tree) : tree);
        if (kind.isRecord()) {
            RecordBody.of(tree).ifPresent(walk::body);
        }
        new LabelCheck(findings).check(tree, kind);
        return findings.report();
    }

    /** Where the record was harvested its own links lead, and somebody chose to go there. */
    private Set<String> homes(JsonNode tree) {
        JsonNode source = tree.path("source");
        return Stream.of(
                        base,
                        source.path("url").asText(),
                        source.path("catalog").asText())
                .flatMap(url -> UrlChecks.authority(url).stream())
                .filter(host -> host.indexOf('@') < 0)
                .collect(Collectors.toUnmodifiableSet());
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
