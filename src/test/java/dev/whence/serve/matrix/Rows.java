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
        open("dataJson", "/data.json");
        open("dataJsonOf", "/o/north/data.json");
        open("dcatUs3", "/dcat-us/3.0/catalog.json");
        open("dcatUs3Of", "/o/north/dcat-us/3.0/catalog.json");
