package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.gate.rule.Rule;
import dev.whence.gate.rule.RuleFiles;
import dev.whence.receipt.Gate;
import dev.whence.receipt.Gate.Finding;
import dev.whence.receipt.Gate.Result;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.shape.ShapeSet;
import dev.whence.validate.ReceiptValidator;
import dev.whence.vocab.GateTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * The gates that a dataset version has to pass before it is published: {@code /gate/gates.json} lists them; each is a set of
 * shapes and queries over what is known of the version. Whether obligations can be met no query can say: that is found out
 * first, and told with the gate of sensitivity. Thread-safe.
 */
public final class Gates {
    /** What could not be judged is never a pass. */
    private static final String NOT_JUDGED = "not-judged";

    private static final String AGAIN = "Judge again; if it stays so, this is a fault of Whence: report it.";

    private static final String SENSITIVITY = "C-";

    private final List<Asked> asked;
    private final LazyShapes shapes;
    private final List<Rule> rules;
    private final Set<String> linking;
    private final Set<String> shared;
    private final Obligations obligations = new Obligations();
    private final PublicForms publicForms = new PublicForms(new ReceiptValidator(), SENSITIVITY);
    private final Iris iris;

    /** One gate, as its file has it. */
    private record Asked(String id, boolean required) {
        boolean owns(String code) {
            return code.startsWith(letter() + "-");
        }

        private String letter() {
            return id.substring(id.indexOf(':') + 1);
        }
    }

    /** A finding with what it means. */
    private record Found(Result result, Finding finding) {}

    /** @param iris mints the version's IRI */
    public Gates(Iris iris) {
        this.iris = iris;
        JsonNode file = RuleFiles.json("/gate/gates.json");
        asked = StreamSupport.stream(file.path("gates").spliterator(), false)
                .map(gate -> new Asked(
                        gate.path("id").asText(), gate.path("required").asBoolean()))
                .toList();
        shapes = new LazyShapes(file.path("shapes").asText());
        rules = RuleFiles.rules("/queries/gates", RuleFiles.texts(file.path("queries")));
        linking = Set.copyOf(RuleFiles.texts(file.path("links")));
        shared = StreamSupport.stream(
                        RuleFiles.json("/gate/exceptions.json")
                                .path("mayBeClaimedBySeveral")
                                .spliterator(),
                        false)
                .map(exception -> exception.path("digest").asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Judges a dataset version: every gate, whatever the others come to. The same for the same dossier, in the same order. */
    public Judgement judge(Dossier dossier) {
        Map<ReceiptId, Obligations.Met> forms = new LinkedHashMap<>();
        List<Found> found = new ArrayList<>();
        dossier.records().forEach(record -> found.addAll(form(dossier, record, forms)));
        String version = iris.datasetVersion(dossier.organisation(), dossier.version());
        DatasetGraph facts = new DossierFacts(shared).of(dossier, version, forms);
        found.addAll(shapes(facts));
        rules.forEach(rule -> found.addAll(rule(rule, facts)));
        return new Judgement(
                asked.stream().map(gate -> gate(gate, found)).toList(),
                asked.stream().filter(gate -> !gate.required()).map(Asked::id).collect(Collectors.toUnmodifiableSet()),
                asShown(dossier, forms));
    }

    /**
     * A collection that names no version is of others too, whose decisions ask for something else: it is shown the same
     * whichever is promoted, as it was handed in. What an obligation would take from it was denied before.
     */
    private Map<ReceiptId, Obligations.Met> asShown(Dossier dossier, Map<ReceiptId, Obligations.Met> forms) {
        Map<ReceiptId, Obligations.Met> shown = new LinkedHashMap<>(forms);
        for (Dossier.Described record : dossier.records()) {
            boolean isOfAll = record.record().kind() == ReceiptKind.STAC_COLLECTION
                    && record.record().datasetVersion().isEmpty();
            if (isOfAll && obligations.apply(record, List.of()) instanceof Obligations.Met asItIs) {
                shown.replace(record.id(), asItIs);
            }
        }
        return shown;
    }

    /** A link that does not hold, and what that would mean for a promotion. */
    public record Broken(Result result, Finding finding) {}

    /** What does not hold between records, receipts and bytes: the findings of those queries alone that ask for that. */
    public List<Broken> links(Dossier dossier) {
        String version = iris.datasetVersion(dossier.organisation(), dossier.version());
        DatasetGraph facts = new DossierFacts(shared).of(dossier, version, Map.of());
        return rules.stream()
                .filter(rule -> linking.contains(rule.code()))
                .flatMap(rule -> rule(rule, facts).stream())
                .map(found -> new Broken(found.result(), found.finding()))
                .toList();
    }

    private List<Found> form(Dossier dossier, Dossier.Described record, Map<ReceiptId, Obligations.Met> forms) {
        Obligations.Outcome outcome = obligations.apply(record, dossier.obligations());
        if (outcome instanceof Obligations.Denied denied) {
            return denied.findings().stream()
                    .map(finding -> new Found(
                            Result.DENY,
                            new Finding(
                                    SENSITIVITY + finding.code().replace(':', '-'),
                                    finding.where(),
                                    finding.message(),
                                    finding.remediation())))
                    .toList();
        }
        Obligations.Met met = (Obligations.Met) outcome;
        Optional<Finding> spoilt = publicForms.objection(record, met.document());
        if (spoilt.isEmpty()) {
            forms.put(record.id(), met);
        }
        return spoilt.map(finding -> new Found(Result.DENY, finding)).stream().toList();
    }

    private static Gate gate(Asked gate, List<Found> all) {
        List<Found> found = all.stream()
                .filter(one -> gate.owns(one.finding().code()))
                .sorted(Comparator.comparing(Found::result)
                        .thenComparing(one -> one.finding().code())
                        .thenComparing(one -> one.finding().where())
                        .thenComparing(one -> one.finding().message()))
                .toList();
        Result result = found.isEmpty() ? Result.PASS : found.get(0).result();
        return new Gate(gate.id(), result, found.stream().map(Found::finding).toList());
    }

    private List<Found> shapes(DatasetGraph facts) {
        try {
            return shapes.ready().judge(facts.getDefaultGraph()).stream()
                    .map(this::found)
                    .toList();
        } catch (IllegalStateException notJudged) {
            return asked.stream()
                    .map(gate -> new Found(Result.ERROR, notJudged(gate.letter() + "-shapes-" + NOT_JUDGED)))
                    .toList();
        }
    }

    private Found found(ShapeSet.Broken broken) {
        String shape = broken.violation().rule();
        return new Found(
                broken.severity() == ShapeSet.Severity.VIOLATION ? Result.DENY : Result.ABSTAIN,
                new Finding(
                        shape.substring(shape.indexOf('#') + 1),
                        broken.violation().pointer(),
                        broken.violation().message(),
                        shapes.ready().text(shape, GateTerms.REMEDY.getURI())));
    }

    private static List<Found> rule(Rule rule, DatasetGraph facts) {
        try {
            return rule.findings(facts).stream()
                    .map(finding -> new Found(rule.result(), finding))
                    .toList();
        } catch (RuntimeException notJudged) {
            return List.of(new Found(Result.ERROR, notJudged(rule.code() + "-" + NOT_JUDGED)));
        }
    }

    private static Finding notJudged(String code) {
        return new Finding(code, "", "This could not be judged.", AGAIN);
    }
}
