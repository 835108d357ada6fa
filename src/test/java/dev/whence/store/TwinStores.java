package dev.whence.store;

import dev.whence.access.EntryRights;
import dev.whence.access.Rights;
import dev.whence.access.Sight;
import dev.whence.receipt.PolicyLabel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.system.Txn;

/**
 * Two stores of one ledger: one holds everything, and its twin what everybody may see and nothing else. Every third entry
 * is hidden. Hidden entries say things of their own, things that open ones say too, things about what open ones name, and
 * close gaps in chains of open ones.
 */
public final class TwinStores implements AutoCloseable {
    static final int ENTRIES = 24;
    /** What of them is open. */
    static final Sight EVERYBODY = sequence -> sequence % 3 != 2;

    public static final String PREFIXES = "PREFIX prov: <" + MadeLedger.PROV + "> PREFIX : <" + MadeLedger.BASE + "> ";

    private static final int MOST_ROWS = 20_000;

    /** Holds everything. */
    public final GraphStore mixed;

    /** Never held what is hidden. */
    public final GraphStore twin;

    public TwinStores(Path home) {
        mixed = store(home.resolve("mixed"), true);
        twin = store(home.resolve("twin"), false);
    }

    private static GraphStore store(Path home, boolean withHidden) {
        MadeLedger ledger = new MadeLedger(ENTRIES);
        for (long sequence = 0; sequence < ENTRIES; sequence++) {
            ledger.with(EVERYBODY.sees(sequence) ? open(sequence) : withHidden ? hidden(sequence) : nothing(sequence));
        }
        GraphStore store = Tdb2GraphStore.open(home, StoreSettings.defaults(), ledger, TwinStores::sequence);
        store.project(ledger.entries(0, ENTRIES), MadeLedger.mark(ENTRIES));
        return store;
    }

    /** As the lineage index tells it: of every entry, whether somebody sees it or not. */
    static long sequence(String graph) {
        for (long sequence = 0; sequence < ENTRIES; sequence++) {
            if (MadeLedger.graph(sequence).equals(graph)) {
                return sequence;
            }
        }
        return -1;
    }

    /** The rights of the entries, in both. */
    public static EntryRights rights() {
        EntryRights rights = new EntryRights();
        for (long sequence = 0; sequence < ENTRIES; sequence++) {
            PolicyLabel label = EVERYBODY.sees(sequence) ? PolicyLabel.PUBLIC : PolicyLabel.INTERNAL;
            rights.add(sequence, new Rights("default", label, Optional.empty()));
        }
        return rights;
    }

    static EntryQuads open(long sequence) {
        List<Quad> quads = new ArrayList<>(MadeLedger.entry(sequence).quads());
        String graph = MadeLedger.graph(sequence);
        quads.add(MadeLedger.quad(graph, MadeLedger.iri("run/r" + sequence), "by", MadeLedger.iri("agent/ada")));
        quads.add(MadeLedger.quad(graph, MadeLedger.iri("agent/ada"), "label", NodeFactory.createLiteralString("Ada")));
        quads.add(MadeLedger.quad(graph, MadeLedger.iri("run/r" + sequence), "size", number(sequence)));
        return new EntryQuads(sequence, graph, quads);
    }

    static EntryQuads hidden(long sequence) {
        List<Quad> quads = new ArrayList<>(open(sequence).quads());
        String graph = MadeLedger.graph(sequence);
        Node secret = MadeLedger.iri("secret/s" + sequence);
        quads.add(MadeLedger.quad(graph, secret, "knows", MadeLedger.iri("agent/ada")));
        quads.add(MadeLedger.quad(graph, MadeLedger.iri("agent/ada"), "knows", secret));
        quads.add(MadeLedger.quad(graph, MadeLedger.artifact(sequence), "secretly", MadeLedger.artifact(sequence + 1)));
        quads.add(MadeLedger.quad(graph, MadeLedger.iri("agent/ada"), "label", NodeFactory.createLiteralString("Eve")));
        quads.add(MadeLedger.quad(graph, MadeLedger.iri("graph"), "isNamed", NodeFactory.createURI(graph)));
        quads.add(MadeLedger.quad(graph, MadeLedger.iri("run/r0"), "size", number(1_000_000 + sequence)));
        quads.add(MadeLedger.quad(graph, MadeLedger.artifact(3), "wasDerivedFrom", secret));
        return new EntryQuads(sequence, graph, quads);
    }

    private static EntryQuads nothing(long sequence) {
        return new EntryQuads(sequence, MadeLedger.graph(sequence), List.of());
    }

    private static Node number(long value) {
        return NodeFactory.createLiteralDT(String.valueOf(value), XSDDatatype.XSDinteger);
    }

    /** Ways to ask for what is hidden, by the resource {@code forms.txt}. */
    public static List<String> forms() {
        return forms("forms.txt");
    }

    /** The same by way of {@code FROM}. */
    public static List<String> formsFrom() {
        return forms("forms-from.txt");
    }

    private static List<String> forms(String resource) {
        try (var in = TwinStores.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("HIDDEN", "<" + MadeLedger.graph(5) + ">")
                    .replace("OPEN", "<" + MadeLedger.graph(4) + ">")
                    .replace("NONE", "<" + MadeLedger.graph(500_000) + ">")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer as text, in an order of its own where the query leaves the order open; or the error. */
    static String ask(GraphStore store, Sight sight, String query) {
        return ask(store.dataset(sight), query);
    }

    static String ask(DatasetGraph dataset, String query) {
        return Txn.calculateRead(dataset, () -> {
            try (QueryExec exec = QueryExec.dataset(dataset)
                    .query(QueryFactory.create(PREFIXES + query))
                    .build()) {
                return answer(exec);
            } catch (RuntimeException | StackOverflowError e) {
                return e.toString();
            }
        });
    }

    private static String answer(QueryExec exec) {
        if (exec.getQuery().isAskType()) {
            return String.valueOf(exec.ask());
        }
        if (!exec.getQuery().isSelectType()) {
            Graph graph = exec.getQuery().isDescribeType() ? exec.describe() : exec.construct();
            return sorted(RDFWriter.source(graph).lang(Lang.NTRIPLES).asString().split("\n"));
        }
        RowSet rows = exec.select();
        List<String> lines = new ArrayList<>();
        while (rows.hasNext()) {
            if (lines.size() == MOST_ROWS) {
                return "more than " + MOST_ROWS;
            }
            Binding row = rows.next();
            lines.add(rows.getResultVars().stream()
                    .map(variable -> variable + "=" + row.get(variable))
                    .collect(Collectors.joining(" ")));
        }
        return exec.getQuery().hasOrderBy() ? String.join("\n", lines) : sorted(lines.toArray(String[]::new));
    }

    private static String sorted(String[] lines) {
        return Arrays.stream(lines).sorted().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        mixed.close();
        twin.close();
    }
}
