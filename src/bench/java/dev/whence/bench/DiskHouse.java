package dev.whence.bench;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.ledger.Payload;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.EntryProjection;
import dev.whence.store.EntryQuads;
import dev.whence.store.GraphStore;
import dev.whence.store.QuadSource;
import dev.whence.store.StoreSettings;
import dev.whence.store.Tdb2GraphStore;
import dev.whence.store.Watermark;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A ledger and a graph under a clock that is made up: hours of work in minutes. Used by one thread. */
final class DiskHouse implements AutoCloseable, QuadSource {
    private final Path data;
    private final FakeClock clock = new FakeClock();
    private final ReceiptValidator validator = new ReceiptValidator();
    private final Ledger ledger;
    private final EntryProjection projection;
    private final GraphStore graph;
    private long peak;

    DiskHouse(Path data) {
        this.data = data;
        this.ledger = Ledger.open(data, LedgerSettings.DEFAULTS.publishingWithin(Duration.ZERO), clock);
        this.projection = new EntryProjection(ledger, new Iris(Iris.DEFAULT_BASE), validator);
        this.graph = Tdb2GraphStore.open(data.resolve("graph"), StoreSettings.defaults(), this);
    }

    /** Appends receipts with one force, publishes, and lets some time pass. */
    void append(List<byte[]> receipts, Duration time) throws RefusedException {
        List<EntryDraft> drafts = new ArrayList<>();
        for (byte[] receipt : receipts) {
            drafts.add(draft(receipt));
        }
        ledger.append(drafts);
        ledger.publish();
        clock.pass(time);
    }

    private EntryDraft draft(byte[] json) throws RefusedException {
        CanonicalReceipt canonical = CanonicalReceipt.of(json, JsonLimits.DEFAULTS);
        Receipt receipt = validator
                .validate(canonical.tree(), canonical.id(), Leniency.STRICT)
                .receipt();
        return EntryDraft.of(
                receipt.kind().ledgerName(),
                Iris.DEFAULT_ORGANISATION,
                receipt.subject(),
                PolicyLabel.PUBLIC,
                canonical.id(),
                new Payload(json, "application/json"));
    }

    /** Projects what was appended since the last time, in one transaction. */
    void project() {
        List<EntryQuads> batch = new ArrayList<>();
        forEach(graph.watermark().size(), ledger.size(), batch::add);
        graph.project(batch, end());
        peak = Math.max(peak, graph.diskBytes());
    }

    void compact() {
        graph.compact();
    }

    long ledgerBytes() throws IOException {
        return Disk.bytes(data.resolve("ledger"));
    }

    /** Of the ledger's bytes, what the checkpoints take, which are kept for ever. */
    long checkpointBytes() throws IOException {
        return Disk.bytes(data.resolve("ledger").resolve("checkpoints"));
    }

    long graphBytes() throws IOException {
        return Disk.bytes(data.resolve("graph"));
    }

    /** The most that the graph has ever taken. */
    long peakGraphBytes() {
        return peak;
    }

    @Override
    public Watermark end() {
        long size = ledger.size();
        return size == 0
                ? Watermark.EMPTY
                : new Watermark(size, ledger.entry(size - 1).eventHash());
    }

    @Override
    public void forEach(long from, long to, Consumer<EntryQuads> consumer) {
        for (long sequence = from; sequence < to; sequence++) {
            consumer.accept(projection.quads(ledger.entry(sequence)));
        }
    }

    @Override
    public void close() {
        graph.close();
        ledger.close();
    }
}
