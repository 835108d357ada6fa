package dev.whence.bench;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.InclusionProof;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.ledger.LogProofs;
import dev.whence.ledger.Payload;
import dev.whence.receipt.PolicyLabel;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Proofs;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Inclusion proofs made from tiles, one thread, files in the page cache: the time until the whole file is there, checked
 * against its checkpoint. The peer makes the same proof from all leaf hashes, as a log without tiles must. Options:
 * {@code --receipts} (100000), {@code --proofs} (5000), {@code --seed} (1).
 */
final class ProofBench {
    private static final int BATCH = 1000;
    private static final int PEER_PROOFS = 20;

    private ProofBench() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        int receipts = arguments.number("receipts", 100_000);
        int count = arguments.number("proofs", 5000);
        Result result = new Result("proof", arguments);
        Random random = new Random(arguments.seed());
        LedgerSettings byHand = LedgerSettings.DEFAULTS.publishingWithin(Duration.ZERO);
        Path data = arguments.work().resolve("data");
        try (Ledger ledger = Ledger.open(data, byHand, Clock.systemUTC())) {
            fill(ledger, receipts);
            LogProofs proofs = new LogProofs(ledger);
            long size = ledger.published().size();
            Times newest = time(count, i -> write(proofs.inclusion(random.nextInt(receipts), size)));
            Times anySize = time(count, i -> {
                int index = random.nextInt(receipts);
                proofs.inclusion(index, index + 1 + random.nextInt(receipts - index));
            });
            Times growth = time(count, i -> proofs.growth(random.nextInt(receipts), size));
            Times peer = time(PEER_PROOFS, i -> fromAllLeaves(data, random.nextInt(receipts), size));
            result.figure(newest.median(), "ms", "the same proof from all leaf hashes", peer.median());
            result.put("receipts", receipts).put("proofs", count).put("p99_ms", newest.millis(0.99));
            result.put("any_size_ms", anySize.median()).put("any_size_p99_ms", anySize.millis(0.99));
            result.put("consistency_ms", growth.median()).put("consistency_p99_ms", growth.millis(0.99));
        }
        result.print();
    }

    private static void fill(Ledger ledger, int receipts) throws Exception {
        for (int from = 0; from < receipts; from += BATCH) {
            List<EntryDraft> drafts = new ArrayList<>();
            for (int number = from; number < Math.min(from + BATCH, receipts); number++) {
                drafts.add(draft(number));
            }
            ledger.append(drafts);
            ledger.publish();
        }
    }

    private static EntryDraft draft(int number) throws Exception {
        String text = "{\"run_id\":\"run-" + number + "\",\"filler\":\"" + "x".repeat(1000) + "\"}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return EntryDraft.of(
                "run",
                "default",
                "run-" + number,
                PolicyLabel.PUBLIC,
                CanonicalReceipt.of(bytes, JsonLimits.DEFAULTS).id(),
                new Payload(bytes, "application/json"));
    }

    private static void write(InclusionProof proof) {
        if (proof.file().orElseThrow().text().isEmpty()) {
            throw new IllegalStateException("a proof is not empty");
        }
    }

    /** Once to warm up, once for the figures. */
    private static Times time(int count, IntConsumer work) {
        for (int i = 0; i < count; i++) {
            work.accept(i);
        }
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            work.accept(i);
            nanos[i] = System.nanoTime() - start;
        }
        return new Times(nanos);
    }

    private static void fromAllLeaves(Path data, int index, long size) {
        TileTree.Source leaves = new LeafHashes(data.resolve("ledger/tile/0"), size);
        if (new Proofs(size, leaves).inclusion(index).isEmpty()) {
            throw new IllegalStateException("a proof has hashes");
        }
    }

    /** Tiles of every level, made from those of the lowest. */
    private record LeafHashes(Path lowest, long size) implements TileTree.Source {
        @Override
        public byte[] tile(int level, long index, int width) {
            return level == 0 ? read(index) : above(level, index, width);
        }

        private byte[] above(int level, long index, int width) {
            byte[] tile = new byte[Tiles.WIDTH * Hash.LENGTH];
            for (int i = 0; i < width; i++) {
                byte[] below = tile(level - 1, index * Tiles.WIDTH + i, Tiles.WIDTH);
                Tiles.rootOf(below, 0, Tiles.WIDTH).writeTo(tile, i);
            }
            return tile;
        }

        private byte[] read(long index) {
            int width = (int) Math.min(Tiles.WIDTH, size - index * Tiles.WIDTH);
            String name = String.format("%03d", index) + (width < Tiles.WIDTH ? ".p/" + width : "");
            try {
                return Files.readAllBytes(lowest.resolve(name));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
