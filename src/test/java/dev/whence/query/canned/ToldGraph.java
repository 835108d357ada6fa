package dev.whence.query.canned;

import dev.whence.access.Sight;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.map.ReceiptQuads;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LedgerFacts;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Verdict;
import dev.whence.store.EntryQuads;
import dev.whence.store.GraphStore;
import dev.whence.store.QuadSource;
import dev.whence.store.StoreSettings;
import dev.whence.store.Tdb2GraphStore;
import dev.whence.store.Watermark;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

/** Receipts told one after the other, through validator and mapper into a real TDB2, and the canned queries over them. */
final class ToldGraph implements AutoCloseable {
    static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);

    /** When the ledger took in the first receipt; each later one came a second later. */
    static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

    private static final ReceiptValidator VALIDATOR = new ReceiptValidator();
    private static final CannedQueries QUERIES = CannedQueries.load("/queries", IRIS);
    private static final Path VALID = Path.of("src/test/resources/receipts/valid");
    private static final Path DEMO = Path.of("src/main/resources/demo/receipts");

    private final List<EntryQuads> entries = new ArrayList<>();
    private final GraphStore store;
    private long projected;

    ToldGraph(Path folder) {
        store = Tdb2GraphStore.open(folder, StoreSettings.defaults(), new Told());
    }

    private final class Told implements QuadSource {
        @Override
        public Watermark end() {
            return mark(entries.size());
        }

        @Override
        public void forEach(long from, long to, Consumer<EntryQuads> consumer) {
            entries.subList((int) from, (int) to).forEach(consumer);
        }
    }

    private static Watermark mark(long size) {
        return size == 0 ? Watermark.EMPTY : new Watermark(size, String.format("sha256:%064x", size));
    }

    /** One of our fixtures, by its folder's name. */
    String fixture(String name, String... supersedes) {
        return tell(read(VALID.resolve(name).resolve("receipt.json")), supersedes);
    }

    /** One of the demo's receipts. */
    String demo(String name, String... supersedes) {
        return tell(read(DEMO.resolve(name + ".run_receipt.json")), supersedes);
    }

    /** The whole story of the demo. */
    ToldGraph demo() {
        demo("01-fetch-gauges");
        demo("02-fetch-stations");
        String first = demo("03-normalise-first");
        demo("04-normalise", first);
        demo("05-join");
        demo("06-publish");
        return this;
    }

    /** An event, what went wrong with it, and the model that it used. */
    ToldGraph orchestration() {
        fixture("artifact");
        fixture("event");
        fixture("incident");
        fixture("incident-about-a-run");
        fixture("knowledge-change-proposed");
        fixture("operation-failed");
        return this;
    }

    String tell(String json, String... supersedes) {
        return tell(json.getBytes(StandardCharsets.UTF_8), supersedes);
    }

    /**
     * Tells one receipt.
     *
     * @param supersedes the receipt that it replaces, as an earlier call gave it
     * @return the receipt's IRI without the base
     */
    String tell(byte[] json, String... supersedes) {
        return tell(json, Optional.empty(), supersedes);
    }

    /** Tells an attachment with what came of checking it. */
    String attach(String json, Verdict verdict, String... supersedes) {
        return tell(json.getBytes(StandardCharsets.UTF_8), Optional.of(verdict), supersedes);
    }

    private String tell(byte[] json, Optional<Verdict> verdict, String... supersedes) {
        try {
            CanonicalReceipt canonical = CanonicalReceipt.of(json, JsonLimits.DEFAULTS);
            Receipt receipt = VALIDATOR
                    .validate(canonical.tree(), canonical.id(), Leniency.STRICT)
                    .receipt();
            Mapped mapped = new ReceiptMapper(IRIS)
                    .map(new MappingInput(
                            receipt, canonical.id(), Iris.DEFAULT_ORGANISATION, List.of(), false, verdict));
            long sequence = entries.size();
            LedgerFacts facts = new LedgerFacts(
                    sequence,
                    String.format("sha256:%064x", sequence + 1),
                    START.plusSeconds(sequence),
                    Iris.DEFAULT_ORGANISATION,
                    PolicyLabel.PUBLIC,
                    List.of(supersedes).stream()
                            .findFirst()
                            .map(iri -> new ReceiptId(iri.substring(iri.indexOf(':') + 1))));
            entries.add(new EntryQuads(sequence, mapped.graphIri(), new ReceiptQuads(IRIS).complete(mapped, facts)));
            return shortened(mapped.graphIri());
        } catch (RefusedException refused) {
            throw new IllegalArgumentException(refused.problem().toString(), refused);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static CannedQueries queries() {
        return QUERIES;
    }

    GraphStore store() {
        if (projected < entries.size()) {
            store.project(entries.subList((int) projected, entries.size()), mark(entries.size()));
            projected = entries.size();
        }
        return store;
    }

    QueryRunner runner() {
        GraphStore ready = store();
        return new QueryRunner(ready::dataset, Duration.ofMinutes(2), 100_000);
    }

    /** The rows of a canned query; each a map without the columns that are empty, IRIs without the base. */
    List<Map<String, String>> ask(String query, String... parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        try {
            CannedAnswer.Table table = (CannedAnswer.Table)
                    runner().run(QUERIES.bind(query, given, "default").query(), Sight.ALL);
            return table.rows().stream().map(row -> row(table.columns(), row)).toList();
        } catch (RefusedException refused) {
            throw new IllegalArgumentException(refused.problem().toString(), refused);
        }
    }

    private static Map<String, String> row(List<Var> columns, Binding row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Var column : columns) {
            Optional.ofNullable(row.get(column)).ifPresent(node -> cells.put(column.getVarName(), text(node)));
        }
        return cells;
    }

    private static String text(Node node) {
        return node.isLiteral() ? node.getLiteralLexicalForm() : shortened(node.getURI());
    }

    private static String shortened(String iri) {
        return iri.replace(IRIS.base(), "").replace("https://w3id.org/whence/ns#", "whence:");
    }

    @Override
    public void close() {
        store.close();
    }
}
