package dev.whence.bench;

import dev.whence.access.Access;
import dev.whence.access.EntryRights;
import dev.whence.access.Principal;
import dev.whence.access.Rights;
import dev.whence.access.Scope;
import dev.whence.access.Sight;
import dev.whence.lineage.LineageIndex;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.PolicyLabel;
import dev.whence.serve.AuthenticationFilter;
import dev.whence.serve.HttpSettings;
import dev.whence.serve.sparql.SparqlServer;
import dev.whence.serve.sparql.SparqlSettings;
import dev.whence.store.EntryQuads;
import dev.whence.store.GraphStore;
import dev.whence.store.Watermark;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;

/**
 * What rights cost inside of SPARQL: queries of somebody who sees a third of the graphs, beside the same queries in the same
 * store of those who see all; and whether time tells a hidden name from one that does not exist. Options:
 * {@code --receipts} (300000), {@code --queries} of each kind (1000), {@code --seed} (1).
 */
final class RightsBench {
    private static final int BATCH = 2_000;
    private static final int OTHERS = 20;

    private static final String PREFIX = "PREFIX prov: <" + Prov.NAMESPACE + "> ";
    private static final String LOOKUP =
            PREFIX + "SELECT ?run ?agent { <%s> prov:wasGeneratedBy ?run . ?run prov:wasAssociatedWith ?agent }";
    private static final String JOIN = PREFIX + """
            SELECT ?in ?before ?agent ?at { <%s> prov:wasGeneratedBy ?run . ?run prov:used ?in .
                ?in prov:wasGeneratedBy ?before . ?before prov:wasAssociatedWith ?agent . ?before prov:startedAtTime ?at }""";
    private static final String WIDE = PREFIX + """
            SELECT (COUNT(*) AS ?n) { ?run prov:wasAssociatedWith <%s> . ?run prov:startedAtTime ?at . ?run prov:used ?in .
                ?in prov:wasGeneratedBy ?before . ?before prov:wasAssociatedWith ?agent }""";
    private static final String IN_GRAPH = PREFIX + "SELECT ?s ?o { GRAPH <%s> { ?s prov:used ?o } }";
    private static final String IS_GRAPH = "ASK { GRAPH <%s> { } }";
    private static final String EVERY_GRAPH = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { } }";
    private static final String OF_THING = "SELECT ?p ?o { <%s> ?p ?o }";

    private final Iris iris = new Iris(Iris.DEFAULT_BASE);
    private final Arguments arguments;
    private final Result result;
    private final LineageIndex index = new LineageIndex(iris);
    private final EntryRights rights = new EntryRights();
    private final List<String> receipts = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private final Random random;

    private RightsBench(Arguments arguments) {
        this.arguments = arguments;
        this.result = new Result("rights", arguments);
        this.random = new Random(arguments.seed());
    }

    public static void main(String[] words) throws Exception {
        new RightsBench(Arguments.parse(words)).run();
    }

    private void run() throws IOException {
        int size = arguments.number("receipts", 300_000);
        int queries = arguments.number("queries", 1_000);
        try (GraphStore store = Stores.neverCompacted(
                arguments.work().resolve("graph"),
                graph -> index.firstEntry(graph).orElse(-1))) {
            fill(store, size);
            Sight sight = rights.sight(new Access(Set.of()), Principal.ANONYMOUS, Instant.EPOCH);
            Costs lookup = compare(store, sight, "lookup", LOOKUP, queries, i -> made.get(open(i)));
            compare(store, sight, "join", JOIN, queries, i -> made.get(open(i)));
            compare(store, sight, "wide", WIDE, 5, i -> agent(i % 7));
            compare(store, sight, "graph", IN_GRAPH, queries, i -> receipts.get(open(i)));
            time(store, sight, EVERY_GRAPH); // as is done in the background when somebody first asks
            hide(query -> time(store, sight, query), "is_graph", IS_GRAPH, queries, receipts);
            hide(query -> time(store, sight, query), "in_graph", IN_GRAPH, queries, receipts);
            hide(query -> time(store, sight, query), "thing", OF_THING, queries, made);
            hideOverHttp(store, queries);
            result.figure(lookup.some(), "ms CPU a lookup", "the same without a filter", lookup.all());
        }
        result.put("receipts", size).put("queries", queries).print();
    }

    private int open(int ignored) {
        return 3 * random.nextInt(receipts.size() / 3);
    }

    private void fill(GraphStore store, int size) {
        LayeredGraph.Shape large = LayeredGraph.LARGE;
        int hubs = Math.max(1, (int) ((long) large.hubs() * size / large.runs()));
        LayeredGraph graph =
                new LayeredGraph(arguments.seed(), new LayeredGraph.Shape(size, large.layers(), hubs, large.joins()));
        List<EntryQuads> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            LayeredGraph.Run run = graph.next();
            LineageFacts facts = LayeredGraph.facts(iris, run);
            index.add(i, run.at(), facts, OptionalLong.empty());
            rights.add(
                    i,
                    i % 3 == 0
                            ? right("default", PolicyLabel.PUBLIC)
                            : right("org-" + i % OTHERS, PolicyLabel.INTERNAL));
            receipts.add(facts.receipt());
            made.add(facts.generated().get(0).iri());
            batch.add(new EntryQuads(i, facts.receipt(), quads(i, facts)));
            if (batch.size() == BATCH || i + 1 == size) {
                store.project(batch, new Watermark(i + 1, "0".repeat(64)));
                batch.clear();
            }
        }
    }

    private static Rights right(String organisation, PolicyLabel label) {
        return new Rights(organisation, label, Optional.empty());
    }

    /** As many as a mapped receipt has, and as much shared with others. */
    private static List<Quad> quads(int number, LineageFacts facts) {
        Node graph = NodeFactory.createURI(facts.receipt());
        Node run = NodeFactory.createURI(facts.run().orElseThrow());
        List<Quad> quads = new ArrayList<>();
        quads.add(Quad.create(graph, run, Prov.WAS_ASSOCIATED_WITH, NodeFactory.createURI(agent(number % 7))));
        quads.add(Quad.create(graph, NodeFactory.createURI(agent(number % 7)), Dct.IDENTIFIER, text("pipeline")));
        quads.add(Quad.create(graph, run, Dct.IDENTIFIER, text("run " + number)));
        quads.add(Quad.create(
                graph,
                run,
                Prov.STARTED_AT_TIME,
                NodeFactory.createLiteralDT(facts.at().orElseThrow().toString(), XSDDatatype.XSDdateTime)));
        for (Thing used : facts.used()) {
            quads.add(Quad.create(graph, run, Prov.USED, NodeFactory.createURI(used.iri())));
        }
        for (Thing generated : facts.generated()) {
            Node artifact = NodeFactory.createURI(generated.iri());
            quads.add(Quad.create(graph, artifact, Prov.WAS_GENERATED_BY, run));
            generated
                    .content()
                    .ifPresent(content -> quads.add(
                            Quad.create(graph, artifact, Prov.SPECIALIZATION_OF, NodeFactory.createURI(content))));
            generated
                    .location()
                    .ifPresent(place -> quads.add(
                            Quad.create(graph, artifact, Prov.SPECIALIZATION_OF, NodeFactory.createURI(place))));
        }
        return quads;
    }

    private static Node text(String text) {
        return NodeFactory.createLiteralString(text);
    }

    private static String agent(int number) {
        return Iris.DEFAULT_BASE + "agent/svc:pipeline-" + number;
    }

    /** Median milliseconds of CPU: of who sees some, and of who sees all. */
    private record Costs(double some, double all) {}

    /** Turn by turn, so that both meet the same machine. A third asks through the filter and sees everything all the same. */
    private Costs compare(
            GraphStore store, Sight some, String name, String form, int rounds, IntFunction<String> subject) {
        List<Sight> sights = List.of(some, Sight.ALL, sequence -> true);
        long[][] cpu = new long[3][rounds];
        long[][] wall = new long[3][rounds];
        for (int i = -rounds / 2 - 2; i < rounds; i++) {
            Query query = QueryFactory.create(form.formatted(subject.apply(Math.abs(i))));
            for (int turn = 0; turn < 3; turn++) {
                int who = Math.floorMod(i + turn, 3);
                long start = System.nanoTime();
                long cpuStart = ThreadCpu.nanos();
                ask(store, sights.get(who), query);
                if (i >= 0) {
                    cpu[who][i] = ThreadCpu.nanos() - cpuStart;
                    wall[who][i] = System.nanoTime() - start;
                }
            }
        }
        Costs costs = new Costs(new Times(cpu[0]).median(), new Times(cpu[1]).median());
        double through = new Times(cpu[2]).median();
        result.put(name + "_cpu_ms", costs.some())
                .put(name + "_unfiltered_cpu_ms", costs.all())
                .put(name + "_times", costs.some() / costs.all())
                .put(name + "_same_rows_times", through / costs.all())
                .put(name + "_wall_ms", new Times(wall[0]).median())
                .put(name + "_unfiltered_wall_ms", new Times(wall[1]).median());
        return costs;
    }

    /** Asks, and gives the nanoseconds that it took. */
    private interface Clocked {
        long ask(String query) throws IOException;
    }

    /** Names that exist and are hidden, and such that do not exist, by turns; each is asked about once. */
    private void hide(Clocked asking, String name, String form, int rounds, List<String> names) throws IOException {
        long[] hidden = new long[rounds];
        long[] none = new long[rounds];
        for (int i = -rounds / 2; i < rounds; i++) {
            String there = names.get(3 * random.nextInt(names.size() / 3) + 1);
            long first = asking.ask(form.formatted(i % 2 == 0 ? there : absent(there)));
            long second = asking.ask(form.formatted(i % 2 == 0 ? absent(there) : there));
            if (i >= 0) {
                hidden[i] = i % 2 == 0 ? first : second;
                none[i] = i % 2 == 0 ? second : first;
            }
        }
        tell(name + "_hidden", new Times(hidden));
        tell(name + "_none", new Times(none));
    }

    private void tell(String name, Times times) {
        result.put(name + "_ms", times.median()).put(name + "_quartile_ms", times.millis(0.25));
    }

    private void hideOverHttp(GraphStore store, int rounds) throws IOException {
        Filter nobody = new AuthenticationFilter(
                request -> Principal.ANONYMOUS, new Access(Set.of(Scope.PROVENANCE_READ)), rights, Clock.systemUTC());
        SparqlServer server = SparqlServer.create(
                        SparqlSettings.defaults(0),
                        HttpSettings.DEFAULTS,
                        store,
                        (size, longest) -> true,
                        List.of(nobody),
                        new HttpServlet() {})
                .start();
        try (HttpConnection connection = new HttpConnection(URI.create("http://127.0.0.1:" + server.port()))) {
            Clocked asking = query -> {
                String request = "/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
                long start = System.nanoTime();
                connection.get(request, "application/sparql-results+json");
                return System.nanoTime() - start;
            };
            hide(asking, "http_is_graph", IS_GRAPH, rounds, receipts);
            hide(asking, "http_in_graph", IN_GRAPH, rounds, receipts);
            hide(asking, "http_thing", OF_THING, rounds, made);
        } finally {
            server.close();
        }
    }

    /** A name of the same form and length. */
    private String absent(String name) {
        int digest = name.indexOf("sha256:") + "sha256:".length();
        return name.substring(0, digest) + "%016x".formatted(random.nextLong()) + name.substring(digest + 16);
    }

    private static long time(GraphStore store, Sight sight, String text) {
        long start = System.nanoTime();
        ask(store, sight, QueryFactory.create(text));
        return System.nanoTime() - start;
    }

    private static void ask(GraphStore store, Sight sight, Query query) {
        DatasetGraph dataset = store.dataset(sight);
        Txn.executeRead(dataset, () -> {
            try (QueryExec exec = QueryExec.dataset(dataset).query(query).build()) {
                if (query.isAskType()) {
                    exec.ask();
                } else {
                    exec.select().materialize();
                }
            }
        });
    }
}
