package dev.whence.app;

import dev.whence.client.WhenceClient;
import dev.whence.ledger.LedgerInUseException;
import dev.whence.ledger.LedgerLock;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * How a command gets at a data folder. One process writes it; while that is a server, commands that only read ask the
 * server, and commands that write are told who holds the folder.
 */
final class House {
    private House() {}

    /** Opens a folder that must already hold a ledger. */
    static Whence openExisting(DataOptions options) throws IOException {
        if (!new DataFolder(options.data()).exists()) {
            throw new FaultException("There is no ledger in " + options.data()
                    + "; hand in receipts first (whence ingest) or name the folder with --data.");
        }
        return open(options);
    }

    /** Opens a folder, and makes it where it is not there. */
    static Whence open(DataOptions options) throws IOException {
        return Whence.open(options.data(), options.base(), Settings.read(options.config(), System.getenv()));
    }

    /**
     * Says what to do where a server holds the folder and the command cannot go through it.
     *
     * @param instead a sentence with %s for the server's URL
     */
    static RuntimeException taken(LedgerInUseException inUse, String instead) {
        Optional<LedgerLock.Holder> holder = inUse.holder();
        return holder.flatMap(LedgerLock.Holder::url)
                .<RuntimeException>map(url ->
                        new FaultException("Process " + holder.orElseThrow().pid()
                                + " serves this data folder and is its one writer. " + String.format(instead, url)))
                .orElse(inUse);
    }

    /** Work on an open folder. */
    interface Local {
        int work(Whence whence) throws Exception;
    }

    /** The same work, done by the server that holds the folder. */
    interface Remote {
        int work(WhenceClient server) throws Exception;
    }

    /** Reads here, or through the server that holds the folder. */
    static int read(DataOptions options, Local local, Remote remote) throws Exception {
        return work(options, House::openExisting, local, remote);
    }

    /** Writes here, where a folder is made if there is none, or through the server that holds the folder. */
    static int write(DataOptions options, Local local, Remote remote) throws Exception {
        return work(options, House::open, local, remote);
    }

    private interface Opening {
        Whence open(DataOptions options) throws IOException;
    }

    private static int work(DataOptions options, Opening opening, Local local, Remote remote) throws Exception {
        try (Whence whence = opening.open(options)) {
            return local.work(whence);
        } catch (LedgerInUseException inUse) {
            Optional<String> url = inUse.holder().flatMap(LedgerLock.Holder::url);
            if (url.isEmpty()) {
                throw inUse;
            }
            return remote.work(ServerAccess.client(new DataFolder(options.data()), URI.create(url.get())));
        }
    }
}
