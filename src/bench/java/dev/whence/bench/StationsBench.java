package dev.whence.bench;

import dev.whence.bench.NaiveStore.Written;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.ledger.Entry;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.ledger.Payload;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.map.ReceiptQuads;
import dev.whence.map.RoundTrip;
import dev.whence.policy.PolicyChecks;
import dev.whence.policy.PolicySettings;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.shape.ShapeCheck;
import dev.whence.store.EntryQuads;
import dev.whence.store.GraphStore;
import dev.whence.store.Watermark;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.sparql.core.Quad;

/**
 * The stations one after the other in one thread, without HTTP: CPU microseconds a receipt at each, when everything is
 * compiled. Steadier than the whole on a busy machine, and good to look at with a profiler. Options: {@code --receipts}
 * (20000, of which the first half warms up), {@code --batch} of the ledger and the graph (500), {@code --seed} (1).
 */
final class StationsBench implements AutoCloseable {
    private static final int PEER_RECEIPTS = 500;

    private final Iris iris = new Iris(Iris.DEFAULT_BASE);
    private final PolicyChecks policy = new PolicyChecks(PolicySettings.DEFAULTS);
    private final ReceiptValidator validator = new ReceiptValidator();
    private final ReceiptMapper mapper = new ReceiptMapper(iris);
    private final ReceiptQuads quads = new ReceiptQuads(iris);
    private final ShapeCheck shapes = new ShapeCheck();
    private final Ledger ledger;
    private final GraphStore graph;
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private long lap;

    private StationsBench(Arguments arguments) {
        ledger = Ledger.open(arguments.work().resolve("data"), LedgerSettings.DEFAULTS, Clock.systemUTC());
        graph = Stores.neverCompacted(arguments.work().resolve("graph"));
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        List<byte[]> receipts = Receipts.bodies(arguments.number("receipts", 20_000), arguments.seed());
        int half = receipts.size() / 2;
        Result result = new Result("stations", arguments);
        try (StationsBench stations = new StationsBench(arguments)) {
            stations.all(receipts.subList(0, half), arguments.number("batch", 500));
            stations.nanos.clear();
            stations.all(receipts.subList(half, receipts.size()), arguments.number("batch", 500));
            stations.report(result, receipts.size() - half);
        }
        List<byte[]> some = receipts.subList(0, Math.min(half, PEER_RECEIPTS));
        Written peer = new NaiveStore().write(arguments.work().resolve("naive"), some);
        double total = result.number("total_cpu_us_per_receipt");
        result.figure(total, "us CPU a receipt", NaiveStore.WHAT, peer.cpuMicrosPerReceipt())
                .print();
    }

    private void report(Result result, int receipts) {
        Map<String, Double> micros = new LinkedHashMap<>();
        nanos.forEach((station, sum) -> micros.put(station, sum / 1e3 / receipts));
        result.put("station_cpu_us_per_receipt", micros);
        result.put(
                "total_cpu_us_per_receipt",
                nanos.values().stream().mapToLong(Long::longValue).sum() / 1e3 / receipts);
    }

    private void all(List<byte[]> receipts, int batch) throws RefusedException {
        for (int from = 0; from < receipts.size(); from += batch) {
            batch(receipts.subList(from, Math.min(receipts.size(), from + batch)));
        }
    }

    private void batch(List<byte[]> receipts) throws RefusedException {
        List<EntryDraft> drafts = new ArrayList<>();
        List<Mapped> mapped = new ArrayList<>();
        lap = ThreadCpu.nanos();
        for (byte[] receipt : receipts) {
            one(receipt, drafts, mapped);
        }
        List<Entry> entries = ledger.append(drafts);
        lap("ledger");
        List<EntryQuads> complete = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            List<Quad> whole = quads.complete(mapped.get(i), entries.get(i).facts());
            complete.add(new EntryQuads(entries.get(i).sequence(), mapped.get(i).graphIri(), whole));
        }
        lap("complete");
        graph.project(
                complete,
                new Watermark(ledger.size(), entries.get(entries.size() - 1).eventHash()));
        lap("project");
    }

    private void one(byte[] received, List<EntryDraft> drafts, List<Mapped> all) throws RefusedException {
        CanonicalReceipt canonical = CanonicalReceipt.of(received, JsonLimits.DEFAULTS);
        lap("canonical");
        ReceiptKind kind = validator.detect(canonical.tree());
        policy.check(canonical.tree(), kind);
        lap("policy");
        Receipt receipt = validator
                .validate(canonical.tree(), canonical.id(), Leniency.STRICT)
                .receipt();
        lap("validate");
        Mapped mapped = mapper.map(MappingInput.of(receipt, canonical.id()));
        lap("map");
        if (!RoundTrip.isSafe(mapped.graph())) {
            throw new IllegalStateException("a receipt does not survive a round trip");
        }
        lap("round trip");
        shapes.check(mapped.graph());
        lap("shape");
        all.add(mapped);
        drafts.add(EntryDraft.of(
                kind.ledgerName(),
                Iris.DEFAULT_ORGANISATION,
                receipt.subject(),
                PolicyLabel.PUBLIC,
                canonical.id(),
                new Payload(received, "application/json")));
    }

    private void lap(String station) {
        long now = ThreadCpu.nanos();
        nanos.merge(station, now - lap, Long::sum);
        lap = now;
    }

    @Override
    public void close() {
        graph.close();
        ledger.close();
    }
}
