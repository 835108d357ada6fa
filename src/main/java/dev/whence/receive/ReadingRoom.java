package dev.whence.receive;

import dev.whence.access.EntryRights;
import dev.whence.catalog.Catalog;
import dev.whence.ledger.Event;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.Log;
import dev.whence.lineage.LineageIndex;
import dev.whence.map.ReceiptMapper;
import dev.whence.receipt.Iris;
import dev.whence.validate.ReceiptValidator;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * What reads a log, whoever writes it: brings the lineage index up to it, carries it to the graph, and gives its receipts
 * back. A follower needs no more; {@link ReceiveRoom} adds what writes.
 */
public final class ReadingRoom implements AutoCloseable {
    private final Log log;
    private final EntryProjection projection;
    private final KnownReceipts known;
    private final KindRules rules;
    private final AttachmentMarks marks;
    private final KindRecords records;
    private final CatalogFeed catalog;
    private final EntryRights rights;
    private final Optional<IdempotencyKeys> keys;
    private final Erasures erasures;
    private final Replay replay;
    private final EdgeLog edges;
    private final LineageIndex index;
    private final Projector projector;
    private final ReceiptArchive archive;

    private ReadingRoom(
            Log log,
            Iris iris,
            ReceiptValidator validator,
            IntakeSettings settings,
            Path edgeFile,
            StationClock clock) {
        this.log = log;
        this.projection = new EntryProjection(log, iris, validator);
        this.known = new KnownReceipts();
        this.rules = rules(log);
        this.rights = new EntryRights();
        this.marks = new AttachmentMarks();
        this.records = KindRecords.of(log, projection);
        this.keys = keys(log, settings);
        this.catalog = new CatalogFeed(log, known);
        this.erasures = new Erasures(log, projection, known, marks);
        this.replay = new Replay(
                log, projection, known, rules, marks, records, catalog, rights, keys, erasures, subjects(log));
        this.edges = new EdgeLog(edgeFile, fingerprint(log, iris));
        replay.known();
        erasures.carryOut();
        this.index = edges.restore(() -> new LineageIndex(iris), log, erasures::isErased);
        replay.lineage(index, edges, ready -> {});
        this.projector = new Projector(log, projection, erasures, settings, clock);
        this.archive = new ReceiptArchive(log, index, known, projection, erasures, iris);
    }

    /**
     * Opens the room; when this returns, the index is as far as the log.
     *
     * @param settings how the projector gathers
     * @param edgeFile where the lineage index is kept between starts
     */
    public static ReadingRoom open(IntakeSettings settings, Log log, Iris iris, Path edgeFile, StationClock clock) {
        return open(settings, log, iris, new ReceiptValidator(), edgeFile, clock);
    }

    static ReadingRoom open(
            IntakeSettings settings,
            Log log,
            Iris iris,
            ReceiptValidator validator,
            Path edgeFile,
            StationClock clock) {
        return new ReadingRoom(log, iris, validator, settings, edgeFile, clock);
    }

    /** Where nothing is written nobody asks for subjects, and there is no key to hide them under. */
    private static Function<Event, String> subjects(Log log) {
        return log instanceof Ledger ledger ? ledger.blinding()::subjectOf : Event::subject;
    }

    /** Where nothing is written no request is answered. */
    private static Optional<IdempotencyKeys> keys(Log log, IntakeSettings settings) {
        return log instanceof Ledger ledger
                ? Optional.of(new IdempotencyKeys(ledger, settings.keysFor()))
                : Optional.empty();
    }

    /** Where nothing is written nothing is judged. */
    private static KindRules rules(Log log) {
        return log instanceof Ledger ledger ? KindRules.all(ledger.blinding()) : KindRules.NONE;
    }

    /** Another log, base or mapping gives other lineage. */
    private static String fingerprint(Log log, Iris iris) {
        return String.join(" ", log.key().name(), iris.base(), ReceiptMapper.VERSION);
    }

    /** The log has grown by another hand: the index is brought up to it, and the graph follows. For one thread. */
    public void advance() {
        replay.known();
        SortedSet<Long> gone = erasures.carryOut();
        forget(gone.headSet(index.size()));
        replay.lineage(index, edges, projector::offer);
        // Entries that say nothing were not offered, and the graph counts them too.
        projector.offer(Map.of());
    }

    /** What these entries said is nowhere any more but in the graph, which follows. For the thread that writes. */
    void forget(Collection<Long> gone) {
        if (!gone.isEmpty()) {
            index.erase(gone);
            projector.forget(gone);
            edges.erase(erasures::isErased);
        }
    }

    public Log log() {
        return log;
    }

    public EntryProjection projection() {
        return projection;
    }

    public LineageIndex index() {
        return index;
    }

    public ReceiptArchive archive() {
        return archive;
    }

    public Projector projector() {
        return projector;
    }

    /** What came of checking attachments. */
    public AttachmentMarks marks() {
        return marks;
    }

    /** Where the entries lie that callers ask for by name or one after the other. */
    public KindRecords records() {
        return records;
    }

    /** The catalog records as they stand. */
    public RecordShelf shelf() {
        return new RecordShelf(this);
    }

    /** What is in the public catalogs. */
    public Catalog catalog() {
        return catalog.catalog();
    }

    /** What the catalogs are told. */
    CatalogFeed catalogFeed() {
        return catalog;
    }

    /** Who may see what, entry by entry. */
    public EntryRights rights() {
        return rights;
    }

    KnownReceipts known() {
        return known;
    }

    KindRules rules() {
        return rules;
    }

    /** What was erased, and by which tombstones. */
    public Erasures erasures() {
        return erasures;
    }

    /** Absent where nothing is written. */
    Optional<IdempotencyKeys> keys() {
        return keys;
    }

    EdgeLog edges() {
        return edges;
    }

    /** The graph catches up; the index is kept. */
    @Override
    public void close() {
        projector.close();
        edges.close();
    }
}
