package dev.whence.serve.matrix;

import dev.whence.receipt.Iris;
import dev.whence.serve.matrix.Row.Guarded;
import dev.whence.serve.matrix.Row.Names;
import dev.whence.serve.matrix.Row.Open;
import dev.whence.serve.matrix.Row.Sent;
import dev.whence.serve.matrix.Row.Thing;
import dev.whence.testkit.TestReceipts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A row for every route, by its id in the server's own description. */
final class Rows {
    private static final String NOBODY = "nobody-knows-this";
    private static final String NO_RECEIPT = "sha256:" + "ab".repeat(32);

    private final String base;
    private final Map<Made, String> attachments;
    private final int size;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private Rows(String base, Map<Made, String> attachments, int size) {
        this.base = base;
        this.attachments = attachments;
        this.size = size;
    }

    /**
     * All rows.
     *
     * @param base of all IRIs
     * @param attachments the id of each receipt's attachment
     * @param size of the log, which is published
     */
    static Map<String, Row> all(String base, Map<Made, String> attachments, int size) {
        Rows rows = new Rows(base, attachments, size);
        rows.open();
        rows.envelopes();
        rows.guarded();
        rows.things();
        rows.answers();
        rows.operations();
        return rows.rows;
    }

    private void open() {
        open("health", "/health");
        open("ready", "/health/ready");
        open("openApi", "/openapi.json");
        open("home", "/");
        open("problem", "/problems/not-found");
        open("whence.css", "/pages/whence.css");
        open("whence.svg", "/pages/whence.svg");
        open("listQueries", "/queries");
        open("ledgerCheckpoint", "/ledger/checkpoint");
        open("ledgerCheckpointOfSize", "/ledger/checkpoints/0");
        open("ledgerTile", "/ledger/tile/0/000.p/" + size);
        open("ledgerKey", "/ledger/log.vkey");
        open("proveConsistency", "/ledger/proof/consistency?from=1");
        open("proveInclusion", "/ledger/proof/inclusion?index=2&format=json");
        published();
    }

    /** What shows what is published, and nothing else; here nothing is. */
    private void published() {
        open("apiCatalog", "/.well-known/api-catalog");
        open("void", "/.well-known/void");
        open("voidOf", "/o/north/.well-known/void");
        open("catalogDump", "/dump/catalog.nq.gz");
        open("catalogDumpOf", "/o/north/dump/catalog.nq.gz");
        open("catalogDumpChecksum", "/dump/catalog.nq.gz.sha256");
        open("catalogDumpChecksumOf", "/o/north/dump/catalog.nq.gz.sha256");
        open("oai", "/oai?verb=Identify");
        open("oaiOf", "/o/north/oai?verb=ListSets");
        for (String owner : List.of("", "/o/north")) {
            Sent asked = new Sent("POST", owner + "/oai", "verb=Identify", "application/x-www-form-urlencoded");
            rows.put(owner.isEmpty() ? "oaiPost" : "oaiPostOf", new Open(List.of(asked)));
        }
        stac();
        open("dataJson", "/data.json");
        open("dataJsonOf", "/o/north/data.json");
        open("dcatUs3", "/dcat-us/3.0/catalog.json");
        open("dcatUs3Of", "/o/north/dcat-us/3.0/catalog.json");
        open("feed", "/feed");
        open("feedOf", "/o/north/feed");
        open("feedPage", "/feed/0/0");
        open("feedPageOf", "/o/north/feed/0/0");
        for (String suffix : List.of("", ".ttl", ".jsonld", ".rdf", ".nt")) {
            String id = "catalog" + suffix.replace('.', '-');
            open(id, "/catalog" + suffix);
            open(id + "Of", "/o/north/catalog" + suffix);
        }
    }

    /** Whatever is published of STAC, and here nothing is. */
    private void stac() {
        for (String organisation : List.of("", "/o/north")) {
            String suffix = organisation.isEmpty() ? "" : "Of";
            open("stac" + suffix, organisation + "/stac");
            open("stacApi" + suffix, organisation + "/stac/api");
            open("stacConformance" + suffix, organisation + "/stac/conformance");
            open("stacCollections" + suffix, organisation + "/stac/collections");
            open("stacItems" + suffix, organisation + "/stac/collections/_/items");
            open("stacSearch" + suffix, organisation + "/stac/search");
            rows.put("stacSearchByBody" + suffix, new Open(List.of(Sent.post(organisation + "/stac/search", "{}"))));
        }
    }

    /** The blocks of the log show hashes alone; incidents are asked for by organisation. */
    private void envelopes() {
        rows.put(
                "orchestrate",
                new Open(Stream.of("provenance.ledger.query", "provenance.incident.query")
                        .map(type -> "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"envelope_type\":\"" + type
                                + "\",\"params\":{\"page\":{\"limit\":100}}}")
                        .map(body -> Sent.post("/orchestrate", body))
                        .toList()));
    }

    private void guarded() {
        guarded("metrics", Sent.get("/metrics"), "admin:read");
        guarded("auditHead", Sent.get("/admin/audit"), "admin:read");
        guarded("compact", Sent.post("/admin/compact", "{}"), "admin:write");
        guarded("rotateKeys", Sent.post("/admin/keys/rotate?finish=true", "{}"), "admin:write");
        guarded("submitReceipts", Sent.post("/receipts", "{}"), "provenance:write");
        guarded("submitCatalogRecords", Sent.post("/catalog/records", "{}"), "provenance:write");
        guarded("attach", Sent.post("/receipts/" + NO_RECEIPT + "/attachments", "{}"), "provenance:write");
        guarded("attachOf", Sent.post("/o/north/receipts/" + NO_RECEIPT + "/attachments", "{}"), "provenance:write");
        String reason = "{\"reason\": \"asked for\"}";
        guarded("eraseReceipt", Sent.post("/receipts/" + NO_RECEIPT + "/erase", reason), "provenance:erase");
        guarded("eraseReceiptOf", Sent.post("/o/north/receipts/" + NO_RECEIPT + "/erase", reason), "provenance:erase");
        guarded("ledgerBundle", Sent.get("/ledger/tile/entries/000.p/" + size), "ledger:read");
    }

    /** Whatever is named by an address. */
    private void things() {
        own("getReceipt", "/receipts/", made -> made.id().text(), NO_RECEIPT);
        named(
                "getReceiptOf",
                made -> "/o/" + made.organisation() + "/receipts/" + made.id().text(),
                "/o/north/receipts/" + NO_RECEIPT);
        own("proveReceipt", "/receipts/", made -> made.id().text() + "/proof?format=json", NO_RECEIPT + "/proof");
        named(
                "proveReceiptOf",
                made -> "/o/" + made.organisation() + "/receipts/" + made.id().text() + "/proof",
                "/o/north/receipts/" + NO_RECEIPT + "/proof");
        own("listAttachments", "/receipts/", made -> made.id().text() + "/attachments", NO_RECEIPT + "/attachments");
        named(
                "listAttachmentsOf",
                made -> "/o/" + made.organisation() + "/receipts/" + made.id().text() + "/attachments",
                "/o/north/receipts/" + NO_RECEIPT + "/attachments");
        minted("describe-receipt", made -> "receipt/" + made.id().text(), "receipt/" + NO_RECEIPT);
        minted("describe-run", made -> "run/" + made.run(), "run/" + NOBODY);
        minted("run-crate", made -> "run/" + made.run() + "/ro-crate", "run/" + NOBODY + "/ro-crate");
        minted("describe-location", made -> "location/" + Iris.segment(made.uri()), "location/" + NOBODY);
        minted(
                "describe-artifact",
                made -> "artifact/" + made.digest() + "/" + Iris.segment(made.uri()),
                "artifact/" + NO_RECEIPT + "/x");
        minted("describe-agent", made -> "agent/svc:" + made.mark(), "agent/" + NOBODY);
        minted("describe-dataset", made -> "dataset/set-" + made.mark(), "dataset/" + NOBODY);
        minted(
                "describe-dataset-version",
                made -> "dataset-version/set-" + made.mark() + "/v-" + made.mark(),
                "dataset-version/_/" + NOBODY);
        minted("describe-decision", made -> "decision/decision:" + made.mark(), "decision/" + NOBODY);
        minted("describe-thing", made -> "thing/item/I-" + made.mark(), "thing/item/" + NOBODY);
        alone("describe-incident", made -> "incident/inc:" + made.mark(), "incident/" + NOBODY);
        alone("describe-registered", made -> "registered/reg:" + made.mark(), "registered/" + NOBODY);
        alone(
                "describe-registered-version",
                made -> "registered/reg:" + made.mark() + "/1",
                "registered/" + NOBODY + "/1");
        // Of what is published here everybody sees the same, and nothing is.
        nowhere("describe-distribution", "distribution/" + NOBODY + "/x");
        nowhere("describe-record", "record/stac-item/" + NOBODY);
        nowhere("describe-stac-catalog", "stac/catalogs/" + NOBODY);
        nowhere("describe-stac-collection", "stac/collections/" + NOBODY);
        nowhere("describe-stac-collection-asset", "stac/collections/" + NOBODY + "/asset/x");
        nowhere("describe-stac-item", "stac/collections/_/items/" + NOBODY);
        nowhere("describe-stac-asset", "stac/collections/_/items/" + NOBODY + "/asset/x");
        own(
                "getAttachment",
                "/receipts/",
                made -> made.id().text() + "/attachments/" + attachments.get(made),
                NO_RECEIPT + "/attachments/" + NO_RECEIPT);
        named(
                "getAttachmentOf",
                made -> "/o/" + made.organisation() + "/receipts/" + made.id().text() + "/attachments/"
                        + attachments.get(made),
                "/o/north/receipts/" + NO_RECEIPT + "/attachments/" + NO_RECEIPT);
        shared("describe-content", made -> "content/" + made.digest(), "content/" + NO_RECEIPT);
        shared("describe-role", made -> "role/role-" + made.mark(), "role/" + NOBODY);
        shared("describe-plan", made -> "plan/op-" + made.mark(), "plan/" + NOBODY);
        shared(
                "describe-report",
                made -> "report/" + TestReceipts.digest("report" + made.mark()),
                "report/" + NO_RECEIPT);
        shared(
                "describe-container",
                made -> "container/" + TestReceipts.digest("container" + made.mark()),
                "container/" + NO_RECEIPT);
        shared("describe-commit", made -> "commit/" + made.commit(), "commit/" + NOBODY);
    }

    /** Whatever is asked by a name within a question. */
    private void answers() {
        names("lineage", made -> Sent.get("/lineage?format=json&entity=" + encoded(iri(made, "run/" + made.run()))));
        names(
                "runQuery",
                made -> Sent.get(
                        "/queries/runs-of-agent?format=json&agent=" + encoded(iri(made, "agent/svc:" + made.mark()))));
        names("sparqlGet", made -> Sent.get("/sparql?query=" + encoded(question(made))));
        names("sparqlPost", made -> new Sent("POST", "/sparql", question(made), "application/sparql-query"));
        names(
                "resolveEvidence",
                made -> Sent.post(
                        "/api/v1/evidence/resolve",
                        "{\"evidence_ref\": \"graph://" + iri(made, "run/" + made.run()) + "\"}"));
    }

    /** Each operation by its id and as an action on its resource. */
    private void operations() {
        String nothing = "{}";
        for (String writing : List.of(
                "provenance.emit",
                "provenance.session.open",
                "provenance.session.seal",
                "provenance.session.abort",
                "receipts.submit")) {
            operation(writing, path -> new Guarded(Sent.post(path, nothing), "provenance:write"));
        }
        for (String publishing : List.of("catalog.gate", "catalog.links", "catalog.promote", "catalog.withdraw")) {
            operation(publishing, path -> new Guarded(Sent.post(path, nothing), "catalog:promote"));
        }
        asked("provenance.get", false, made -> entity("run", iri(made, "run/" + made.run())));
        asked("lineage.impact", false, made -> entity("artifact", iri(made, "location/in~2f" + made.mark())));
        asked("lineage.get", false, made -> "{\"thing\": \"" + iri(made, "run/" + made.run()) + "\"}");
        asked("items.lineage", true, made -> "{\"item_id\": \"I-" + made.mark() + "\"}");
        asked(
                "queries.run",
                false,
                made -> "{\"name\": \"runs-of-agent\", \"parameters\": {\"agent\": \""
                        + iri(made, "agent/svc:" + made.mark()) + "\"}}");
        asked(
                "evidence.resolve",
                false,
                made -> "{\"evidence_ref\": \"graph://" + iri(made, "run/" + made.run()) + "\"}");
        for (String reading : List.of("receipts.get", "receipts.proof")) {
            asked(reading, true, made -> "{\"receipt_id\": \"" + made.id().text() + "\"}");
        }
    }

    private static String entity(String type, String id) {
        return "{\"entity_type\": \"" + type + "\", \"entity_id\": \"" + id + "\"}";
    }

    private void asked(String id, boolean ownOnly, Function<Made, String> input) {
        operation(id, path -> new Names(made -> Sent.post(path, input.apply(made)), ownOnly));
    }

    private void operation(String id, Function<String, Row> row) {
        rows.put(id, row.apply("/v1/op/" + id));
        rows.put(id + ".alias", row.apply("/v1/" + id.replace('.', '/')));
    }

    private static String question(Made made) {
        return "SELECT ?o WHERE { ?s <http://purl.org/dc/terms/identifier> ?o FILTER(STRENDS(STR(?s), \"run/"
                + made.run() + "\")) }";
    }

    private String iri(Made made, String name) {
        return base + made.owned().substring(1) + name;
    }

    private void open(String id, String... paths) {
        rows.put(id, new Open(Arrays.stream(paths).map(Sent::get).toList()));
    }

    private void guarded(String id, Sent request, String scope) {
        rows.put(id, new Guarded(request, scope));
    }

    private void names(String id, Function<Made, Sent> request) {
        rows.put(id, new Names(request, false));
    }

    /** By a name that means the caller's own organisation. */
    private void own(String id, String prefix, Function<Made, String> name, String unknown) {
        rows.put(id, new Thing(made -> prefix + name.apply(made), prefix + unknown, true));
    }

    private void named(String id, Function<Made, String> path, String unknown) {
        rows.put(id, new Thing(path, unknown, false));
    }

    /** By an IRI that says whose it is: one route for the default organisation's, one for the others'. */
    private void minted(String id, Function<Made, String> name, String unknown) {
        rows.put(id, new Thing(made -> made.owned() + name.apply(made), "/" + unknown, false));
        rows.put(id + "Of", new Thing(made -> made.owned() + name.apply(made), "/o/north/" + unknown, false));
    }

    /** As {@link #minted}, where receipts of the kind have no label of their own. */
    private void alone(String id, Function<Made, String> name, String unknown) {
        rows.put(id, new Thing(made -> made.owned() + name.apply(made), "/" + unknown, false, Made::isOfDefaultLabel));
        rows.put(
                id + "Of",
                new Thing(
                        made -> made.owned() + name.apply(made), "/o/north/" + unknown, false, Made::isOfDefaultLabel));
    }

    /** By an IRI of a thing that no receipt made. */
    private void nowhere(String id, String unknown) {
        rows.put(id, new Thing(made -> "/" + unknown, "/" + unknown, false, made -> false));
        rows.put(id + "Of", new Thing(made -> "/" + unknown, "/o/north/" + unknown, false, made -> false));
    }

    /** By an IRI that means the same to everybody. */
    private void shared(String id, Function<Made, String> name, String unknown) {
        rows.put(id, new Thing(made -> "/" + name.apply(made), "/" + unknown, false));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
