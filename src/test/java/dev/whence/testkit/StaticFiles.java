package dev.whence.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A static file server that knows nothing of logs, over a folder; one file may be given other bytes. */
public final class StaticFiles implements AutoCloseable {
    private final HttpServer server;

    private StaticFiles(HttpServer server) {
        this.server = server;
    }

    public static StaticFiles serve(Path folder) throws IOException {
        return serve(folder, Map.of());
    }

    /** @param name of the file that has other bytes */
    public static StaticFiles serve(Path folder, String name, byte[] bytes) throws IOException {
        return serve(folder, Map.of(name, bytes));
    }

    private static StaticFiles serve(Path folder, Map<String, byte[]> changed) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring(1);
            Path file = folder.resolve(name);
            if (changed.containsKey(name)) {
                answer(exchange, 200, changed.get(name));
            } else if (Files.isRegularFile(file)) {
                answer(exchange, 200, Files.readAllBytes(file));
            } else {
                answer(exchange, 404, new byte[0]);
            }
        });
        server.start();
        return new StaticFiles(server);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The folder's address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
