package dev.whence.bench;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.map.ReceiptQuads;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * The peer of ingest and disk: each receipt acknowledged after a TDB2 transaction of its own, with TDB2's usual six indexes.
 * It is spared everything else: no HTTP, and the quads are made beforehand.
 */
final class NaiveStore {
    static final String WHAT = "one TDB2 transaction a receipt, in process, quads made beforehand";

    private final ReceiptValidator validator = new ReceiptValidator();
    private final ReceiptMapper mapper = new ReceiptMapper(new Iris(Iris.DEFAULT_BASE));

    /** What it did. */
    record Written(
            double receiptsPerSecond, double cpuMicrosPerReceipt, double bytesPerReceipt, double quadsPerReceipt) {}

    Written write(Path folder, List<byte[]> receipts) throws IOException, RefusedException {
        List<List<Quad>> quads = new ArrayList<>();
        for (byte[] receipt : receipts) {
            quads.add(quads(receipt));
        }
        DatasetGraph dataset =
                DatabaseMgr.connectDatasetGraph(Files.createDirectories(folder).toString());
        long bytes = Disk.bytes(folder);
        long cpu = ThreadCpu.nanos();
        long start = System.nanoTime();
        quads.forEach(batch -> add(dataset, batch));
        double seconds = (System.nanoTime() - start) / 1e9;
        cpu = ThreadCpu.nanos() - cpu;
        bytes = Disk.bytes(folder) - bytes;
        TDBInternal.expel(dataset);
        double many = receipts.size();
        return new Written(
                many / seconds,
                cpu / 1e3 / many,
                bytes / many,
                quads.stream().mapToInt(List::size).sum() / many);
    }

    private static void add(DatasetGraph dataset, List<Quad> quads) {
        dataset.begin(TxnType.WRITE);
        quads.forEach(dataset::add);
        dataset.commit();
        dataset.end();
    }

    private List<Quad> quads(byte[] json) throws RefusedException {
        CanonicalReceipt canonical = CanonicalReceipt.of(json, JsonLimits.DEFAULTS);
        Mapped mapped = mapper.map(MappingInput.of(
                validator
                        .validate(canonical.tree(), canonical.id(), Leniency.STRICT)
                        .receipt(),
                canonical.id()));
        return ReceiptQuads.sorted(mapped.graphIri(), mapped.graph());
    }
}
