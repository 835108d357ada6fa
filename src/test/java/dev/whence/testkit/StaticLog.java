package dev.whence.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.whence.canonical.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A plain server of static files over a log's folder, as a bucket would be; can show another folder from one moment on. */
public final class StaticLog implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Files404 files;

    /** Gives a file of the log, or says that it has none. */
    public interface Files404 {
        Optional<byte[]> file(String path) throws IOException;
    }

    private StaticLog(HttpServer server, Files404 files) {
        this.server = server;
        this.files = files;
    }

    /** @param ledger the folder {@code DATA/ledger} */
    public static StaticLog serve(Path ledger) throws IOException {
        return serve(in(ledger));
    }

    public static StaticLog serve(Files404 files) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StaticLog log = new StaticLog(server, files);
        server.createContext("/", log::answer);
        server.setExecutor(log.threads);
        server.start();
        return log;
    }

    /** The files of a folder. */
    public static Files404 in(Path ledger) {
        return path -> {
            Path file = ledger.resolve(path).normalize();
            return file.startsWith(ledger) && Files.isRegularFile(file)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        };
    }

    /** Shows these files from now on. */
    public void show(Files404 others) {
        files = others;
    }

    public void show(Path ledger) {
        show(in(ledger));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** What was asked for, in order. */
    public List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        asked.add(path);
        Optional<byte[]> file = files.file(path);
        if (file.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            String tag = "\"" + Sha256.hex(file.get()) + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.sendResponseHeaders(200, file.get().length == 0 ? -1 : file.get().length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(file.get());
                }
            }
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
