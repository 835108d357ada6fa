package dev.whence.ledger;

import dev.whence.ledger.BadStepException.What;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step of a replica to a greater checkpoint. Bundles are taken in order and prove nothing yet; then {@link #check} asks
 * that they have the signed root and that each entry keeps the rules; then payloads that lie beside the log are handed in;
 * and only {@link #commit} writes the log. Until then nothing but what is thrown away has changed. For one thread.
 */
public final class ReplicaStep {
    private final Replica replica;
    private final Checkpoint next;
    private final byte[] note;
    private final Incoming incoming;
    private final TileTree tree;
    private final SortedMap<Long, String> missing = new TreeMap<>();
    private final List<PayloadRef> kept = new ArrayList<>();
    private final List<Entry> rotations = new ArrayList<>();
    private Optional<Signed> signed = Optional.empty();
    private boolean usedKept;

    /**
     * A payload that lies beside the log and is not here.
     *
     * @param entry that it belongs to
     */
    public record Wanted(Entry entry, PayloadRef ref) {}

    /** The checkpoint as it will be kept, and the keys that it was believed by. */
    private record Signed(SignedCheckpoint checkpoint, LogPolicy policy) {}

    ReplicaStep(Replica replica, Checkpoint next, byte[] note, Incoming incoming) throws IOException {
        this.replica = replica;
        this.next = next;
        this.note = note;
        this.incoming = incoming;
        this.tree = replica.tree();
        takeKept();
    }

    /** Full bundles that an earlier attempt had fetched need not be fetched again. */
    private void takeKept() throws IOException {
        while (wanted().filter(path -> !path.isPartial()).isPresent()) {
            Optional<byte[]> file = incoming.get(wanted().orElseThrow().index(), Tiles.WIDTH);
            Optional<EntryBundle> bundle = file.flatMap(EntryBundle::parse).filter(b -> b.count() == Tiles.WIDTH);
            if (bundle.isEmpty()) {
                return;
            }
            append(bundle.get(), Tiles.WIDTH);
            usedKept = true;
        }
    }

    /** The bundle to hand in next; nothing when all are here. Where it is partial, the full one will do as well. */
    public Optional<TilePath> wanted() {
        if (tree.size() >= next.size()) {
            return Optional.empty();
        }
        long index = tree.size() / Tiles.WIDTH;
        return Optional.of(TilePath.bundle(index, (int) Math.min(Tiles.WIDTH, next.size() - index * Tiles.WIDTH)));
    }

    /**
     * Takes the bundle that is {@linkplain #wanted() wanted}.
     *
     * @throws BadStepException where it is none, or has too few entries
     */
    public void take(byte[] file) throws BadStepException, IOException {
        TilePath path = wanted().orElseThrow();
        EntryBundle bundle = EntryBundle.parse(file)
                .filter(parsed -> parsed.count() >= path.width())
                .orElseThrow(() -> new BadStepException(
                        What.BUNDLE, tree.size(), path.text() + " is not a bundle of " + path.width() + " entries"));
        incoming.put(path.index(), path.width(), cut(bundle, path.width()));
        append(bundle, path.width());
    }

    private static byte[] cut(EntryBundle bundle, int width) {
        List<byte[]> entries = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            entries.add(bundle.bytes(i));
        }
        return EntryBundle.encode(entries);
    }

    private void append(EntryBundle bundle, int width) {
        for (int i = (int) (tree.size() % Tiles.WIDTH); i < width; i++) {
            tree.append(bundle.leafHash(i));
        }
    }

    /** Whether bundles were used that an earlier attempt had fetched: with fresh ones, a wrong root may be a right one. */
    public boolean usedKept() {
        return usedKept;
    }

    /** Whether the entries that were taken have the root that the log has signed. */
    public boolean hasSignedRoot() {
        return tree.root().equals(next.root());
    }

    /** Throws away what was fetched; the step ends here. */
    public void discard() throws IOException {
        incoming.clear();
    }

    /**
     * Checks that the entries have the root of the checkpoint, then each of them, and that a key which they lead to has
     * signed the checkpoint.
     *
     * @return the payloads to be handed in before {@link #commit}
     * @throws BadStepException where the root is another one, an entry breaks a rule, or the signature is no such key's
     */
    public List<Wanted> check() throws BadStepException, IOException {
        if (wanted().isPresent()) {
            throw new IllegalStateException("bundles are missing");
        }
        if (!hasSignedRoot()) {
            throw new BadStepException(
                    What.ROOT,
                    replica.size(),
                    "the entries have the root " + tree.root().base64() + ", and the signed one is "
                            + next.root().base64());
        }
        List<Wanted> wanted = new ArrayList<>();
        Optional<Entry> before = replica.last();
        for (long sequence = replica.size(); sequence < next.size(); ) {
            for (Entry entry : entriesFrom(sequence)) {
                Optional<String> broken = EntryRules.broken(entry, before, sequence);
                if (broken.isPresent()) {
                    throw new BadStepException(What.ENTRY, sequence, "entry " + sequence + ": " + broken.get());
                }
                replica.wanted(entry).ifPresent(wanted::add);
                if (entry.event().kind().equals(KeyRotation.KIND)) {
                    rotations.add(entry);
                }
                before = Optional.of(entry);
                sequence++;
            }
        }
        signed = Optional.of(signed());
        return wanted;
    }

    private Signed signed() throws BadStepException {
        try {
            LogPolicy policy = replica.with(rotations);
            return new Signed(ReplicaNotes.open(policy, note), policy);
        } catch (RefusedException refused) {
            throw new BadStepException(
                    What.SIGNATURE, replica.size(), refused.problem().detail());
        }
    }

    /** The new entries of the bundle that holds a sequence number, from there on. */
    private List<Entry> entriesFrom(long sequence) throws BadStepException, IOException {
        EntryBundle bundle = bundle(sequence / Tiles.WIDTH);
        List<Entry> entries = new ArrayList<>();
        long first = sequence - sequence % Tiles.WIDTH;
        for (int i = (int) (sequence - first); i < bundle.count(); i++) {
            entries.add(parse(bundle, i, first + i));
        }
        return entries;
    }

    private static Entry parse(EntryBundle bundle, int position, long sequence) throws BadStepException {
        try {
            return Entry.parse(bundle.bytes(position));
        } catch (MalformedEntryException e) {
            throw new BadStepException(What.ENTRY, sequence, "entry " + sequence + ": " + e.getMessage());
        }
    }

    /** A bundle that is waiting; hashed again where it is written, because it was not forced. */
    EntryBundle bundle(long index) throws IOException {
        int width = (int) Math.min(Tiles.WIDTH, next.size() - index * Tiles.WIDTH);
        return incoming.get(index, width)
                .flatMap(EntryBundle::parse)
                .filter(bundle -> bundle.count() == width)
                .orElseThrow(() -> new IOException("bundle " + index + " is not what was kept a moment ago"));
    }

    /** The bytes of an entry of this step, proved or not; nothing where it is not one of them. */
    public Optional<byte[]> entry(long sequence) throws IOException {
        if (sequence < replica.size()) {
            return Optional.of(replica.entry(sequence).bytes());
        }
        return sequence < tree.size()
                ? Optional.of(bundle(sequence / Tiles.WIDTH).bytes((int) (sequence % Tiles.WIDTH)))
                : Optional.empty();
    }

    /**
     * Takes a payload that was wanted.
     *
     * @return false where the bytes are not those that the entry names; then nothing was kept
     * @throws BadStepException where the entry names bytes that are not its receipt
     */
    public boolean keep(Wanted wanted, byte[] bytes) throws BadStepException, IOException {
        if (!BlobStore.isIntact(wanted.ref(), bytes)) {
            return false;
        }
        Optional<String> broken = EntryRules.brokenPayload(wanted.entry(), bytes);
        if (broken.isPresent()) {
            long sequence = wanted.entry().sequence();
            throw new BadStepException(
                    What.ENTRY, sequence, "entry " + sequence + ": " + broken.get(), Optional.of(bytes));
        }
        replica.stage(wanted.ref(), bytes);
        kept.add(wanted.ref());
        return true;
    }

    /** A payload cannot be had: it is written down as missing, and never made up. */
    public void miss(Wanted wanted) {
        missing.put(wanted.entry().sequence(), wanted.ref().sha256());
    }

    /**
     * Writes the step to the log; when this returns it is on the disk and readers see it.
     *
     * @throws LedgerStoppedException where the disk failed, now or before
     */
    public void commit() {
        if (signed.isEmpty()) {
            throw new IllegalStateException("a step that was not checked is not written");
        }
        replica.commit(this);
    }

    SignedCheckpoint next() {
        return signed.orElseThrow().checkpoint();
    }

    LogPolicy policy() {
        return signed.orElseThrow().policy();
    }

    List<PayloadRef> kept() {
        return kept;
    }

    Incoming incoming() {
        return incoming;
    }

    SortedMap<Long, String> missing() {
        return missing;
    }
}
