package dev.whence.ledger;

import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.VerifierKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The read side of a log in a data folder, whoever writes it: what answers, maps, proves and compares needs no more.
 * Entries that it tells of are on the disk and never change. Thread safe.
 */
public sealed interface Log extends AutoCloseable permits Ledger, Replica {
    /** The key that the newest checkpoints are verified with; its name is the log's origin. */
    VerifierKey key();

    LedgerPaths paths();

    /** What a crash had left behind when this was opened; for people, nothing has to be done. */
    List<Fault> notices();

    /** Says where this process serves, for those who find the folder taken. */
    void announce(String url);

    /** How many entries there are. */
    long size();

    /**
     * One entry.
     *
     * @throws IndexOutOfBoundsException where there is none yet
     * @throws LedgerDamagedException where it cannot be read any more
     */
    Entry entry(long sequence);

    /**
     * An entry's payload as it was received, or nothing where it was erased or could never be had.
     *
     * @throws LedgerDamagedException where the blob is not what was kept
     */
    Optional<byte[]> payload(Entry entry);

    /** Whether an entry's payload was {@link #erase erased}, as far as this process was told. */
    boolean isErased(long sequence);

    /**
     * Takes payloads that lie beside the log away, for ever; those in the log itself stay. The entries keep their places,
     * their hashes and their proofs. To be called when a tombstone that names them is on the disk, by the thread that
     * appends, and again at each start: what a crash cut off is then finished.
     *
     * @throws LedgerStoppedException where the disk fails
     */
    void erase(List<Entry> entries);

    /** Visits the entries from one sequence number to before another, in order, in this thread. */
    void scan(long from, long to, Consumer<Entry> visitor);

    /** As {@link #scan}, for those who need no payload. */
    void scanEvents(long from, long to, Consumer<Event> visitor);

    /** The newest checkpoint; a new log has one of size 0. */
    SignedCheckpoint published();

    /**
     * Waits until a checkpoint covers so many entries, and returns the newest.
     *
     * @return nothing where that takes longer than given
     * @throws LedgerStoppedException where it will not come any more
     */
    Optional<SignedCheckpoint> awaitPublished(long size, Duration atMost) throws InterruptedException;

    /** Gives the folder free. */
    @Override
    void close();
}
