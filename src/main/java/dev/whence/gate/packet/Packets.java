package dev.whence.gate.packet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.gate.rule.Rule;
import dev.whence.gate.rule.RuleFiles;
import dev.whence.receipt.Gate.Finding;
import dev.whence.receipt.Gate.Result;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.validate.PacketSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.jena.sparql.core.DatasetGraph;

/** All kinds of packets, read once. Thread safe. */
public final class Packets {
    private static final String UNKNOWN = "unknown";

    private final List<PacketType> types;
    private final PacketSchemas schemas;

    public Packets() {
        types = StreamSupport.stream(
                        RuleFiles.json("/gate/packets.json").path("packets").spliterator(), false)
                .map(PacketType::read)
                .toList();
        schemas = new PacketSchemas(types.stream().map(PacketType::schema).toList());
    }

    /** Findings, and the gravest result among them. */
    private static final class Tally {
        private final List<Finding> findings = new ArrayList<>();
        private Result result = Result.PASS;

        void add(Result found, List<Finding> more) {
            if (!more.isEmpty()) {
                findings.addAll(more);
                result = found.compareTo(result) < 0 ? found : result;
            }
        }
    }

    /** How a packet of this type states its hash; nothing where no type has this name, or it has none. */
    public Optional<SpecHash> hash(String type) {
        return types.stream().filter(one -> one.name().equals(type)).findFirst().flatMap(PacketType::hash);
    }

    /** Judges a document as it came. What is no JSON, or no packet that is known here, cannot be judged: an error. */
    public PacketJudgement judge(byte[] packet) {
        JsonNode document;
        try {
            document = StrictJson.parse(packet, JsonLimits.DEFAULTS);
        } catch (RefusedException notJson) {
            return new PacketJudgement(
                    UNKNOWN,
                    Result.ERROR,
                    Result.ERROR.name(),
                    notJson.problem().violations().stream()
                            .map(violation -> finding("NOT_JSON", violation))
                            .toList());
        }
        return types.stream()
                .filter(type -> type.isTypeOf(document))
                .findFirst()
                .map(type -> judge(type, document))
                .orElseGet(() -> new PacketJudgement(
                        UNKNOWN,
                        Result.ERROR,
                        Result.ERROR.name(),
                        List.of(new Finding(
                                "UNKNOWN_PACKET",
                                "",
                                "This is no packet of a kind that is known here.",
                                "Packets are told by the members that /gate/packets.json lists."))));
    }

    private PacketJudgement judge(PacketType type, JsonNode document) {
        Tally tally = new Tally();
        tally.add(
                Result.DENY,
                schemas.violations(type.schema(), document).stream()
                        .map(violation -> finding(type.schemaCode(), violation))
                        .toList());
        if (tally.findings.isEmpty()) {
            type.hash()
                    .filter(hash -> !hash.holds(document))
                    .ifPresent(hash -> tally.add(Result.DENY, List.of(mismatch(type, hash))));
            DatasetGraph facts = JsonFacts.of(document);
            type.rules().forEach(rule -> ask(rule, facts, tally));
        }
        return new PacketJudgement(type.name(), tally.result, type.word(tally.result), tally.findings);
    }

    private static void ask(Rule rule, DatasetGraph facts, Tally tally) {
        try {
            tally.add(rule.result(), found(rule, facts));
        } catch (RuntimeException notJudged) {
            // What could not be judged, in time or at all, is never a pass.
            tally.add(
                    Result.ERROR,
                    List.of(new Finding(
                            rule.code(),
                            "",
                            "This could not be judged.",
                            "Judge again; if it stays so, this is a fault of Whence: report it.")));
        }
    }

    private static List<Finding> found(Rule rule, DatasetGraph facts) {
        return rule.findings(facts).stream()
                .map(found -> new Finding(found.code(), pointer(found.where()), found.message(), found.remediation()))
                .toList();
    }

    private static String pointer(String where) {
        return where.startsWith(JsonFacts.DOCUMENT) ? where.substring(JsonFacts.DOCUMENT.length()) : where;
    }

    private static Finding mismatch(PacketType type, SpecHash hash) {
        return new Finding(
                type.hashBreach(),
                hash.member().toString(),
                "The hash is not that of this document.",
                "Hash the canonical JSON (RFC 8785) of the document without the hash, by SHA-256.");
    }

    private static Finding finding(String code, Violation violation) {
        return new Finding(code, violation.pointer(), violation.message(), "Mend the form of the packet.");
    }
}
