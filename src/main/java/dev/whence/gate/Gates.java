package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.receipt.Gate;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.mem2.GraphMem2Fast;

/**
 * The gates that a dataset version has to pass before it is published, as {@code shapes/gates/gates.json} lists them: each a
 * set of queries over what is known of the version. What a query cannot say, whether the obligations can be met and which
 * texts must not be public, is judged with the gate of sensitivity. Immutable; thread-safe.
 */
public final class Gates {
    static final Comparator<Gate.Finding> ORDER = Comparator.comparing(Gate.Finding::where)
            .thenComparing(Gate.Finding::code)
            .thenComparing(Gate.Finding::message);

    private static final String FOLDER = "/shapes/gates/";
    private static final String SENSITIVITY = "C";

    private final String set;
    private final List<One> gates = new ArrayList<>();
    private final Obligations obligations = new Obligations();
    private final ForbiddenPaths forbidden = new ForbiddenPaths(text("forbidden-paths.txt"));
    private final Iris iris;

    private record One(String letter, List<GateRule> rules) {}

    /** @param iris mints the version's IRI */
    public Gates(Iris iris) {
        this.iris = iris;
        try {
            JsonNode file = new ObjectMapper().readTree(text("gates.json"));
            set = file.path("set").asText();
            file.path("gates").forEach(gate -> gates.add(one(gate)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static One one(JsonNode gate) {
        List<GateRule> rules = new ArrayList<>();
        gate.path("queries").forEach(name -> rules.add(GateRule.read(name.asText(), text(name.asText() + ".rq"))));
        return new One(gate.path("gate").asText(), rules);
    }

    private static String text(String name) {
        try (InputStream in = Gates.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Judges a dataset version: every gate, whatever the others come to. */
    public Judgement judge(Dossier dossier) {
        Graph graph = new GraphMem2Fast();
        dossier.records().forEach(record -> GraphUtil.addInto(graph, record.triples()));
        dossier.runs().forEach(run -> GraphUtil.addInto(graph, run.triples()));
        Node version = NodeFactory.createURI(iris.datasetVersion(dossier.organisation(), dossier.version()));
        Map<ReceiptId, Obligations.Met> forms = new LinkedHashMap<>();
        List<Gate.Finding> sensitive = sensitive(dossier, forms);
        List<Gate> results = gates.stream()
                .map(gate -> judged(gate, graph, dossier, version, sensitive))
                .toList();
        return new Judgement(results, forms);
    }

    private Gate judged(One gate, Graph graph, Dossier dossier, Node version, List<Gate.Finding> sensitive) {
        List<Gate.Finding> findings = new ArrayList<>();
        Gate.Result result = Gate.Result.PASS;
        for (GateRule rule : gate.rules()) {
            List<Gate.Finding> found = rule.findings(graph, dossier, version);
            findings.addAll(found);
            result = found.isEmpty() || rule.result().compareTo(result) > 0 ? result : rule.result();
        }
        if (gate.letter().equals(SENSITIVITY) && !sensitive.isEmpty()) {
            findings.addAll(sensitive);
            result = Gate.Result.DENY;
        }
        return new Gate(set + ":" + gate.letter(), result, findings);
    }

    private List<Gate.Finding> sensitive(Dossier dossier, Map<ReceiptId, Obligations.Met> forms) {
        return dossier.records().stream()
                .flatMap(record -> sensitive(dossier, record, forms))
                .sorted(ORDER)
                .toList();
    }

    private Stream<Gate.Finding> sensitive(
            Dossier dossier, Dossier.Described record, Map<ReceiptId, Obligations.Met> forms) {
        Obligations.Outcome outcome = obligations.apply(
                record.iri(), record.record().kind(), record.label(), record.document(), dossier.obligations());
        if (outcome instanceof Obligations.Denied denied) {
            return denied.findings().stream();
        }
        Obligations.Met met = (Obligations.Met) outcome;
        forms.put(record.id(), met);
        return forbidden.find(record.iri(), met.document()).stream();
    }
}
