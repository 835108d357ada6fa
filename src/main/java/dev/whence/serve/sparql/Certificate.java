package dev.whence.serve.sparql;

import dev.whence.serve.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server shows of itself, and how it changes: the files are looked at now and then, and new ones are used for new
 * connections. Files that are of no use are told of, and the old certificate stays. Thread-safe.
 */
final class Certificate implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Certificate.class);
    private static final long LOOK_SECONDS = 10;

    private final TlsFiles files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final List<Consumer<byte[]>> told = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looking;
    private volatile byte[] shown;
    private volatile List<FileTime> times;

    Certificate(TlsFiles files) throws IOException {
        this.files = files;
        this.times = times();
        TlsFiles.Loaded loaded = files.load();
        this.shown = loaded.certificate();
        use(context, loaded);
        this.looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "whence-certificate");
            thread.setDaemon(true);
            return thread;
        });
        looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private static void use(SslContextFactory context, TlsFiles.Loaded loaded) {
        context.setKeyStore(loaded.store());
        context.setKeyStorePassword("");
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    }

    SslContextFactory.Server context() {
        return context;
    }

    void onChange(Consumer<byte[]> listener) {
        told.add(listener);
        listener.accept(shown);
    }

    /** Takes new files where there are some. */
    void look() {
        try {
            List<FileTime> now = times();
            if (now.equals(times)) {
                return;
            }
            TlsFiles.Loaded loaded = files.load();
            context.reload(next -> use(next, loaded));
            times = now;
            shown = loaded.certificate();
            told.forEach(listener -> listener.accept(shown));
            log.info("the certificate was renewed from {}", files.certificate());
        } catch (Exception useless) {
            // One of the two files may be the old one still; it is looked at again.
            log.warn("the certificate stays as it is: {}", useless.getMessage());
        }
    }

    private List<FileTime> times() throws IOException {
        return List.of(time(files.certificate()), time(files.key()));
    }

    private static FileTime time(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
