package dev.whence.app;

import dev.whence.access.Access;
import dev.whence.access.EntryRights;
import dev.whence.access.Scope;
import dev.whence.audit.LogFiles;
import dev.whence.authenticate.Authentication;
import dev.whence.authenticate.OwnerToken;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.CatalogDumps;
import dev.whence.feed.rocrate.RunCrates;
import dev.whence.follow.Follower;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Fault;
import dev.whence.ledger.Following;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerException;
import dev.whence.ledger.Log;
import dev.whence.ledger.Replica;
import dev.whence.lineage.LineageIndex;
import dev.whence.operate.Ledgers;
import dev.whence.operate.SessionKeeper;
import dev.whence.policy.PolicyChecks;
import dev.whence.receipt.Iris;
import dev.whence.receive.AttachmentArchive;
import dev.whence.receive.BulkIntake;
import dev.whence.receive.EntryProjection;
import dev.whence.receive.Eraser;
import dev.whence.receive.OpenSessions;
import dev.whence.receive.Projector;
import dev.whence.receive.Publisher;
import dev.whence.receive.ReceiptArchive;
import dev.whence.receive.ReceiptIntake;
import dev.whence.receive.ReceiveRoom;
import dev.whence.receive.RecordShelf;
import dev.whence.serve.Authenticator;
import dev.whence.serve.CredentialAuthenticator;
import dev.whence.serve.PublicCatalog;
import dev.whence.store.GraphStore;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.trail.Trail;
import dev.whence.witness.CosignatureCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open data folder: the parts, made in the order in which they rest on one another, and closed in reverse. The graph is
 * opened only for those who need it.
 */
final class Whence implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Whence.class);

    private final DataFolder folder;
    private final Settings settings;
    private final Iris iris;
    private final Log ledger;
    private final Metrics metrics;
    private final ReceiveRoom room;
    private final Authentication authentication;
    private final Answers answers;
    private final FolderGraph graph;
    private final Attendants attendants = new Attendants();
    private @Nullable Follower follower;
    private @Nullable PublicCatalog publicCatalog;
    private boolean closed;

    private Whence(DataFolder folder, Settings settings, Iris iris, Log ledger, Metrics metrics, ReceiveRoom room) {
        this.folder = folder;
        this.settings = settings;
        this.iris = iris;
        this.ledger = ledger;
        this.metrics = metrics;
        this.room = room;
        this.authentication = ServerParts.authentication(folder, settings);
        this.graph = new FolderGraph(folder, settings, ledger, iris, room.reading());
        this.answers = new Answers(settings, iris, ledger, room, this::graph);
    }

    static Whence open(Path data, Optional<String> base, Settings settings) throws IOException {
        DataFolder folder = new DataFolder(data);
        return open(folder, settings, openLog(data, settings), () -> folder.iris(base.or(settings::base)));
    }

    /** A folder that follows another log is opened to be read. */
    private static Log openLog(Path data, Settings settings) {
        return Replica.following(data).isPresent()
                ? Replica.open(data, Clock.systemUTC())
                : Ledger.open(data, settings.ledger(), Clock.systemUTC());
    }

    /**
     * Opens a folder that follows another log; makes it where it is not there.
     *
     * @param key that the log is trusted by, where none is kept yet
     */
    static Whence openToFollow(
            DataFolder folder, Following following, Optional<VerifierKey> key, Optional<String> base, Settings settings)
            throws IOException {
        Log replica = Replica.open(folder.path(), following, key, Clock.systemUTC());
        return open(folder, settings, replica, () -> folder.iris(base.or(settings::base)));
    }

    /** Opens a folder whose graph is about to be made anew, perhaps under another base. */
    static Whence openForRebuild(DataFolder folder, Iris iris, Settings settings) throws IOException {
        return open(folder, settings, openLog(folder.path(), settings), () -> {
            if (!folder.isKept(iris)) {
                // Before the base changes, or a crash would leave a graph of the old base under the new one.
                folder.dropGraph();
                folder.keep(iris);
            }
            Files.deleteIfExists(folder.edges());
            return iris;
        });
    }

    private interface Base {
        Iris choose() throws IOException;
    }

    private static Whence open(DataFolder folder, Settings settings, Log ledger, Base base) throws IOException {
        try {
            for (Fault notice : ledger.notices()) {
                log.warn("left by a crash: {}", notice);
            }
            Iris iris = base.choose();
            folder.dropOutdated();
            folder.makeGraph();
            Metrics metrics = new Metrics();
            ReceiveRoom room = ReceiveRoom.open(
                    settings.intake(),
                    ledger,
                    iris,
                    new PolicyChecks(settings.policy(), iris.base()),
                    settings.attestations(),
                    folder.edges(),
                    metrics.stationClock());
            return new Whence(folder, settings, iris, ledger, metrics, room);
        } catch (IOException | RuntimeException failed) {
            ledger.close();
            throw failed;
        }
    }

    /** Opens the graph, which then follows the ledger. */
    void startGraph() {
        graph.start();
    }

    /** What keeps this folder up with the log that it follows; not started. */
    Follower follower() {
        Follower made = follower;
        if (made == null) {
            made = new Follower(
                    (Replica) ledger, new FollowedRoom(room.reading(), folder), settings.follow(), Clock.systemUTC());
            follower = made;
        }
        return made;
    }

    /** Nothing where this folder is not being kept up with another log by this process. */
    Optional<Follower> following() {
        return Optional.ofNullable(follower);
    }

    /** Makes the graph anew, whatever it was made of. */
    void rebuildGraph() throws IOException {
        graph.rebuild();
    }

    /** Waits until the graph holds everything that the ledger held at the call. */
    void awaitGraph() {
        graph.await();
    }

    /** Signs a checkpoint over everything, now; another's log is published as far as it is here. */
    void publish() {
        if (ledger instanceof Ledger own) {
            own.publish();
        }
    }

    /** Says where this process serves, for those who find the folder taken. */
    void announce(String url) {
        ledger.announce(url);
    }

    /**
     * Begins to verify the ledger now and then, where that is asked for.
     *
     * @param every stands above what the settings say
     */
    void startSelfCheck(Optional<Duration> every) {
        SelfCheckSettings asked =
                every.isPresent() ? settings.selfCheck().withEvery(every.get()) : settings.selfCheck();
        if (asked.every().isPresent()) {
            SelfCheck check = new SelfCheck(LogFiles.in(folder.path()), asked, Clock.systemUTC());
            metrics.watch(check);
            attendants.start(check);
        }
    }

    private void keepSessions() {
        if (!isElsewhere() && attendants.sessionKeeper().isEmpty()) {
            attendants.start(new SessionKeeper(sessions(), new Ledgers(intake(), ledger), Clock.systemUTC()));
        }
    }

    private void collectCosignatures() {
        if (ledger instanceof Ledger own && attendants.collector().isEmpty()) {
            CosignatureCollector made = new CosignatureCollector(
                    own, settings.witnesses().addresses(), settings.witnesses().timeout());
            metrics.watchWitnesses(made);
            attendants.start(made);
        }
    }

    /** What works beside the parts. */
    Attendants attendants() {
        return attendants;
    }

    /** Takes a step of a change of keys, in its turn among the receipts. */
    Entry changeKeys(Function<Ledger, Entry> step) throws InterruptedException {
        try {
            return room.between(step).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LedgerException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The keys that are given from outside. */
    List<LogSigner> givenKeys() {
        return settings.ledger().fromOutside().keys();
    }

    /** Makes ready what is made when first used, so that the first request need not wait for it. */
    void prepare() {
        room.prepare();
    }

    WhenceServer serve(@Nullable String host, @Nullable Integer port) {
        return serve(host, port, access(), authenticator());
    }

    /** @param authenticator says who asks, and access what that one may */
    WhenceServer serve(@Nullable String host, @Nullable Integer port, Access access, Authenticator authenticator) {
        startTrail();
        WhenceServer server = new ServerParts(
                        this,
                        settings,
                        metrics,
                        settings.isLogPublic() ? access.with(Scope.LEDGER_READ) : access,
                        authenticator)
                .start(host, port);
        knowOwner(server);
        keepSessions();
        collectCosignatures();
        return server;
    }

    private void startTrail() {
        if (attendants.trail().isEmpty() && settings.audit().enabled()) {
            try {
                Trail opened = Trail.open(folder.path(), settings.audit(), Clock.systemUTC());
                metrics.watch(opened);
                attendants.start(opened);
            } catch (IOException failed) {
                throw new FaultException("The audit trail cannot be written: " + failed.getMessage(), failed);
            }
        }
    }

    /** Before the address is announced: whoever finds it finds the token too. */
    private void knowOwner(WhenceServer server) {
        try {
            OwnerToken token = OwnerToken.make(folder.ownerToken());
            server.onCertificate(token::pin);
            authentication.know(token);
        } catch (IOException unwritable) {
            server.close();
            throw new UncheckedIOException(unwritable);
        }
    }

    DataFolder folder() {
        return folder;
    }

    Settings settings() {
        return settings;
    }

    /** Whether it is asked who asks. */
    boolean hasRights() {
        return authentication.isConfigured();
    }

    /** Who may do what. Without rights everybody is the owner, who may do everything. */
    Access access() {
        return new Access(settings.rights().everybody());
    }

    /** Who asks. */
    Authenticator authenticator() {
        return new CredentialAuthenticator(authentication);
    }

    /** Who may see what, entry by entry. */
    EntryRights rights() {
        return room.reading().rights();
    }

    Iris iris() {
        return iris;
    }

    Log ledger() {
        return ledger;
    }

    ReceiptIntake intake() {
        return room.intake();
    }

    BulkIntake bulk() {
        return room.bulk();
    }

    Publisher publisher() {
        return room.publisher();
    }

    /** The catalog records as they stand. */
    RecordShelf shelf() {
        return room.reading().shelf();
    }

    Eraser eraser() {
        return room.eraser();
    }

    Projector projector() {
        return room.reading().projector();
    }

    EntryProjection projection() {
        return room.reading().projection();
    }

    ReceiptArchive archive() {
        return room.reading().archive();
    }

    AttachmentArchive attachments() {
        return new AttachmentArchive(room.reading(), iris);
    }

    /** What is published, for all that show it. */
    synchronized PublicCatalog publicCatalog() {
        PublicCatalog made = publicCatalog;
        if (made == null) {
            PublishedRecords records = new PublishedRecords(room.reading(), iris);
            made = new PublicCatalog(
                    records, settings.catalog(), new CatalogDumps(records, settings.catalog(), folder.dumps()));
            publicCatalog = made;
        }
        return made;
    }

    /** Runs as RO-Crates. */
    RunCrates crates() {
        return new RunCrates(room.reading(), iris);
    }

    LineageIndex index() {
        return room.reading().index();
    }

    /** Whether this is the log of another, written elsewhere. */
    boolean isElsewhere() {
        return ledger instanceof Replica;
    }

    boolean isWriting() {
        return room.isWriting();
    }

    GraphStore graph() {
        return graph.store();
    }

    /** What answers over this folder. */
    Answers answers() {
        return answers;
    }

    /** Where the sessions of operations stand. */
    OpenSessions sessions() {
        return room.reading().records().sessions();
    }

    Status status() {
        return new Status(this);
    }

    /** Ends in order: nothing new, what waits is written, the graph catches up, the ledger is published. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        attendants.close();
        PublicCatalog shown = publicCatalog;
        if (shown != null) {
            shown.dumps().close();
        }
        following().ifPresent(Follower::close);
        authentication.close();
        room.close();
        graph.close();
        ledger.close();
    }
}
