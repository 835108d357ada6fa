package dev.whence.lineage;

import dev.whence.access.Sight;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * Who was made from what, for the whole ledger, in memory: about 40 bytes an edge. One thread adds; any number read, each
 * its own {@link #snapshot()}. What was added is in the very next snapshot.
 *
 * <p>Extended by the writer before an entry is acknowledged; lost with the process, and rebuilt from the edge log and the
 * ledger at start.
 */
public final class LineageIndex {
    /** Of no bytes at all, in each algorithm: half the world's empty files would else be one thing. */
    private static final List<String> EMPTY_CONTENT = List.of(
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "sha384:38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
            "sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                    + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
            "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");

    private final Iris iris;
    private final Tables tables = new Tables();
    private final List<Key> emptyContents;

    /**
     * An empty index.
     *
     * @param iris under whose base the facts' IRIs were minted
     */
    public LineageIndex(Iris iris) {
        this.iris = iris;
        Key.Maker keys = new Key.Maker();
        this.emptyContents = EMPTY_CONTENT.stream()
                .map(digest -> keys.key(NameKind.CONTENT, iris.base() + "content/" + digest))
                .toList();
    }

    /**
     * Adds what an entry says.
     *
     * @param supersedesSequence the entry that this one replaces, as the sequencer resolved it
     * @return what was added, for the edge log
     * @throws IllegalArgumentException unless the sequence is the next one
     */
    public Statement add(long sequence, Instant recordedAt, LineageFacts facts, OptionalLong supersedesSequence) {
        return add(Statement.of(iris, sequence, recordedAt, facts, supersedesSequence));
    }

    /** Passes over an entry that says nothing of lineage and replaces nothing. */
    public Statement skip(long sequence, Instant recordedAt) {
        return skip(sequence, recordedAt, OptionalLong.empty());
    }

    /**
     * Passes over an entry that says nothing of lineage, or whose payload is not to be had.
     *
     * @param supersedesSequence the entry that this one replaces all the same
     */
    public Statement skip(long sequence, Instant recordedAt, OptionalLong supersedesSequence) {
        return add(Statement.nothing(sequence, recordedAt, supersedesSequence));
    }

    /** What these entries said was erased: from the next snapshot on the index answers as if they had said nothing. */
    public void erase(Collection<Long> sequences) {
        tables.erase(sequences);
    }

    /**
     * Adds a statement that was made beforehand.
     *
     * @throws IllegalArgumentException unless its sequence is the next one
     */
    public Statement add(Statement statement) {
        tables.add(statement);
        return statement;
    }

    /** How many ledger entries are in the index. */
    public long size() {
        return tables.size();
    }

    /**
     * The entry that first took a receipt in. Judged anew, the same receipt may have later ones; the first never changes.
     *
     * @param receipt its IRI
     */
    public OptionalLong firstEntry(String receipt) {
        int name = tables.names.find(new Key.Maker().key(NameKind.RECEIPT, receipt));
        if (name == Tables.NONE) {
            return OptionalLong.empty();
        }
        OptionalLong first = OptionalLong.empty();
        Postings.Cursor newestFirst = tables.statementsOf(name);
        while (newestFirst.advance()) {
            if (!tables.erased().get(newestFirst.value())) {
                first = OptionalLong.of(newestFirst.value());
            }
        }
        return first;
    }

    /** Everything, as of now; for one reader, {@link LineageSnapshot#seenBy}. */
    public LineageSnapshot snapshot() {
        return new LineageSnapshot(iris, tables, tables.size(), Sight.ALL, emptyContents);
    }

    /** What the index weighs; exact to a few object headers. For the writer's thread. */
    public Weight weight() {
        return new Weight(tables.bytes(), tables.names.size(), tables.entities(), tables.memberCount(), tables.size());
    }

    /**
     * The index in figures.
     *
     * @param names contents, places, runs, receipts and dataset versions
     * @param edges used and generated
     */
    public record Weight(long bytes, int names, int entities, int edges, int statements) {}
}
