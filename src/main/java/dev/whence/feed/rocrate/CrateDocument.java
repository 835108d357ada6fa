package dev.whence.feed.rocrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.ReceiptId;
import dev.whence.receive.ReceiptArchive;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * Writes {@code ro-crate-metadata.json}. The run is a {@code CreateAction} (RO-Crate 1.1, "Provenance of entities"); the files
 * that it read and wrote are named by their artifact IRIs, as they do not lie in the crate; receipts, PROV bundles and proofs
 * are files of it. The same bytes each time. Immutable and safe to share between threads.
 */
public final class CrateDocument {
    public static final String NAME = "ro-crate-metadata.json";
    public static final String MEDIA_TYPE = "application/ld+json";

    private static final String CONTEXT = "https://w3id.org/ro/crate/1.1/context";
    private static final String SPECIFICATION = "https://w3id.org/ro/crate/1.1";
    private static final String ROOT = "./";
    private static final String FILE = "File";
    private static final String NO_LICENSE = "No licence is stated for the files of this run.";
    private static final String SHA256 = "sha256:";

    private final ObjectMapper json = new ObjectMapper();
    private final CrateNames names;

    public CrateDocument(CrateNames names) {
        this.names = names;
    }

    /** The document in UTF-8, with a line feed at its end. */
    public byte[] write(RunCrate crate) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        // RO-Crate 1.1's context is older than schema.org's sha256.
        document.putArray("@context").add(CONTEXT).addObject().put("sha256", "https://schema.org/sha256");
        document.set("@graph", new Writing(crate).graph().json());
        try {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            String text = json.writer(
                            new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                    .writeValueAsString(document);
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One crate, while it is written. */
    private final class Writing {
        private final RunCrate crate;
        private final Node run;
        private final CrateGraph graph = new CrateGraph();
        private final List<String> parts = new ArrayList<>();

        Writing(RunCrate crate) {
            this.crate = crate;
            this.run = NodeFactory.createURI(crate.run());
        }

        CrateGraph graph() {
            ObjectNode descriptor = graph.head(NAME, "CreativeWork");
            descriptor.set("conformsTo", CrateGraph.ref(SPECIFICATION));
            descriptor.set("about", CrateGraph.ref(ROOT));
            ObjectNode root = graph.head(ROOT, "Dataset");
            root.put("name", "Run " + crate.runId());
            root.put("description", "What the run " + crate.runId() + " used and made, and the receipts that say so.");
            root.put("datePublished", told(0).held().entry().event().time().toString());
            root.put("identifier", crate.runId());
            action();
            crate.receipts().forEach(this::files);
            license(root);
            root.set("mentions", CrateGraph.ref(crate.run()));
            CrateGraph.refer(root, "hasPart", parts);
            return graph;
        }

        private RunCrate.Told told(int number) {
            return crate.receipts().get(number);
        }

        private void action() {
            ObjectNode action = graph.head(crate.run(), "CreateAction");
            List<String> agents = new ArrayList<>();
            List<String> instruments = new ArrayList<>();
            List<String> used = new ArrayList<>();
            List<String> made = new ArrayList<>();
            for (RunCrate.Told told : crate.receipts()) {
                Graph said = told.held().mapped().graph();
                say(action, "name", value(said, run, Whence.OPERATION));
                say(action, "startTime", value(said, run, Prov.STARTED_AT_TIME));
                say(action, "endTime", value(said, run, Prov.ENDED_AT_TIME));
                nodes(said, run, Prov.WAS_ASSOCIATED_WITH).forEach(agent -> agents.add(agent(said, agent)));
                instrument(said).ifPresent(instruments::add);
                told.held().mapped().lineage().used().forEach(thing -> used.add(artifact(said, thing)));
                told.held().mapped().lineage().generated().forEach(thing -> made.add(artifact(said, thing)));
            }
            if (!action.has("name")) {
                action.put("name", crate.runId());
            }
            action.put("identifier", crate.runId());
            CrateGraph.refer(action, "agent", agents);
            CrateGraph.refer(action, "instrument", instruments);
            CrateGraph.refer(action, "object", used);
            CrateGraph.refer(action, "result", made);
        }

        private String agent(Graph said, Node agent) {
            String type = said.contains(agent, RDF.Nodes.type, Prov.PERSON)
                    ? "Person"
                    : said.contains(agent, RDF.Nodes.type, Prov.SOFTWARE_AGENT)
                            ? "SoftwareApplication"
                            : "Organization";
            ObjectNode thing = graph.add(agent.getURI(), type);
            thing.put("name", value(said, agent, Dct.IDENTIFIER).orElse(agent.getURI()));
            return agent.getURI();
        }

        /** What was carried out, in which version and environment; by the plan, or by what it ran in. */
        private Optional<String> instrument(Graph said) {
            Optional<Node> container =
                    nodes(said, run, Whence.CONTAINER).stream().findFirst();
            Optional<Node> software = nodes(said, run, Prov.QUALIFIED_ASSOCIATION).stream()
                    .flatMap(association -> nodes(said, association, Prov.HAD_PLAN).stream())
                    .findFirst()
                    .or(() -> container);
            software.ifPresent(plan -> {
                ObjectNode thing = graph.add(plan.getURI(), "SoftwareApplication");
                say(thing, "name", value(said, run, Whence.OPERATION));
                say(thing, "name", value(said, plan, Dct.IDENTIFIER));
                say(thing, "name", Optional.of(plan.getURI()));
                nodes(said, run, Whence.COMMIT).stream()
                        .findFirst()
                        .ifPresent(commit -> say(thing, "softwareVersion", Optional.of(last(commit.getURI()))));
                container.filter(image -> !image.equals(plan)).ifPresent(image -> {
                    graph.add(image.getURI(), "SoftwareApplication").put("name", last(image.getURI()));
                    thing.set("softwareRequirements", CrateGraph.ref(image.getURI()));
                });
            });
            return software.map(Node::getURI);
        }

        private String artifact(Graph said, Thing thing) {
            Node node = NodeFactory.createURI(thing.iri());
            ObjectNode file = graph.add(thing.iri(), FILE);
            String uri = thing.location()
                    .flatMap(place -> value(said, NodeFactory.createURI(place), Dct.IDENTIFIER))
                    .orElse(thing.iri());
            say(file, "name", Optional.of(last(uri)));
            say(file, "identifier", Optional.of(uri));
            if (uri.startsWith("https://") || uri.startsWith("http://")) {
                say(file, "contentUrl", Optional.of(uri));
            }
            thing.content()
                    .map(CrateDocument::last)
                    .filter(digest -> digest.startsWith(SHA256))
                    .ifPresent(digest -> file.put("sha256", digest.substring(SHA256.length())));
            nodes(said, node, Dcat.MEDIA_TYPE).stream()
                    .findFirst()
                    .ifPresent(type -> say(
                            file, "encodingFormat", Optional.of(type.getURI().replaceFirst("^.*/media-types/", ""))));
            nodes(said, node, Dct.LICENSE).stream().findFirst().ifPresent(license -> {
                graph.add(license.getURI(), "CreativeWork").put("name", license.getURI());
                file.set("license", CrateGraph.ref(license.getURI()));
            });
            parts.add(thing.iri());
            return thing.iri();
        }

        private void files(RunCrate.Told told) {
            ReceiptId id = told.held().entry().event().receiptId();
            byte[] received = told.stored().as(ReceiptArchive.Form.RECEIVED);
            ObjectNode receipt = file(names.receipt(id), "Receipt " + id.text(), "application/json");
            size(receipt, received);
            receipt.set("about", CrateGraph.ref(crate.run()));
            names.provenance(id).ifPresent(name -> {
                ObjectNode prov = file(name, "The same as PROV", "application/ld+json");
                size(prov, told.stored().as(ReceiptArchive.Form.JSON_LD));
                prov.set("isBasedOn", CrateGraph.ref(names.receipt(id)));
            });
            ObjectNode proof = file(names.proof(id), "Proof that the receipt is in the log", "text/plain");
            proof.set("about", CrateGraph.ref(names.receipt(id)));
        }

        private ObjectNode file(String id, String name, String format) {
            parts.add(id);
            return graph.add(id, FILE).put("name", name).put("encodingFormat", format);
        }

        private static void size(ObjectNode file, byte[] bytes) {
            file.put("contentSize", String.valueOf(bytes.length)).put("sha256", Sha256.hex(bytes));
        }

        /** Of the files that the run made, where all that have one have the same. */
        private void license(ObjectNode root) {
            List<String> stated = crate.receipts().stream()
                    .flatMap(told -> told.held().mapped().lineage().generated().stream()
                            .map(thing -> NodeFactory.createURI(thing.iri()))
                            .flatMap(thing -> nodes(told.held().mapped().graph(), thing, Dct.LICENSE).stream()))
                    .map(Node::getURI)
                    .distinct()
                    .toList();
            root.set("license", stated.size() == 1 ? CrateGraph.ref(stated.get(0)) : TextNode.valueOf(NO_LICENSE));
        }
    }

    /** What was said first, stands. */
    private static void say(ObjectNode thing, String property, Optional<String> value) {
        if (value.isPresent() && !thing.has(property)) {
            thing.put(property, value.get());
        }
    }

    private static Optional<String> value(Graph said, Node subject, Node predicate) {
        return said.find(subject, predicate, Node.ANY).toList().stream()
                .filter(triple -> triple.getObject().isLiteral())
                .map(triple -> triple.getObject().getLiteralLexicalForm())
                .sorted()
                .findFirst();
    }

    private static List<Node> nodes(Graph said, Node subject, Node predicate) {
        return said.find(subject, predicate, Node.ANY).toList().stream()
                .map(triple -> triple.getObject())
                .filter(Node::isURI)
                .distinct()
                .sorted(java.util.Comparator.comparing(Node::getURI))
                .toList();
    }

    private static String last(String path) {
        String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return whole.substring(whole.lastIndexOf('/') + 1);
    }
}
