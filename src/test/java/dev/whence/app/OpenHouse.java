package dev.whence.app;

import dev.whence.access.Access;
import dev.whence.receive.Outcome;
import dev.whence.receive.Submission;
import dev.whence.serve.Authenticator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A whole server in this process, for tests outside this package. */
public final class OpenHouse implements AutoCloseable {
    private final Whence whence;
    private final WhenceServer server;

    private OpenHouse(Whence whence, WhenceServer server) {
        this.whence = whence;
        this.server = server;
    }

    /**
     * Opens a data folder and serves it on a free port.
     *
     * @param settings as environment variables
     */
    public static OpenHouse serve(Path data, Map<String, String> settings) throws IOException {
        return serve(data, settings, whence -> whence.serve(null, 0));
    }

    /** The same on a port that is known before, so that the base of all IRIs can be where the server is. */
    public static OpenHouse serve(Path data, Map<String, String> settings, int port) throws IOException {
        return serve(data, settings, whence -> whence.serve(null, port));
    }

    /** The same, for callers whom the test lets in. */
    public static OpenHouse serve(Path data, Map<String, String> settings, Access access, Authenticator authenticator)
            throws IOException {
        return serve(data, settings, whence -> whence.serve(null, 0, access, authenticator));
    }

    private static OpenHouse serve(Path data, Map<String, String> settings, Function<Whence, WhenceServer> start)
            throws IOException {
        Whence whence = Whence.open(data, Optional.empty(), Settings.read(Optional.empty(), settings));
        try {
            whence.startGraph();
            WhenceServer server = start.apply(whence);
            whence.announce(server.url());
            return new OpenHouse(whence, server);
        } catch (RuntimeException failed) {
            whence.close();
            throw failed;
        }
    }

    /** Writes what Whence alone writes, such as a publication; the test's own business is that it may be so. */
    public Outcome write(byte[] receipt, Submission submission) {
        return whence.intake().take(receipt, submission).join();
    }

    public String url() {
        return server.url();
    }

    public String base() {
        return whence.iris().base();
    }

    @Override
    public void close() {
        server.close();
        whence.close();
    }
}
