package dev.whence.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it is told to, and remembers what it was asked. Answers 201 where nothing is told. */
final class StubServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();

    record Asked(String path, Optional<String> key, Optional<String> authorization, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                throw new AssertionError(body, notJson);
            }
        }
    }

    record Answer(int status, Map<String, String> headers, String body) {
        static Answer plain(int status) {
            return new Answer(status, Map.of(), "");
        }

        static Answer problem(int status, String type) {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/problem+json"),
                    "{\"type\":\"/problems/" + type + "\",\"title\":\"No\",\"status\":" + status
                            + ",\"detail\":\"It cannot be.\",\"errors\":[{\"pointer\":\"/artifacts/0\",\"rule\":\"r:1\","
                            + "\"message\":\"wrong\"}]}");
        }
    }

    private StubServer(int port) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    static StubServer start() throws IOException {
        return new StubServer(0);
    }

    static StubServer startAt(URI address) throws IOException {
        return new StubServer(address.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                body));
        Answer answer = next();
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Answer next() {
        Answer told = answers.poll();
        return told != null
                ? told
                : new Answer(201, Map.of("Content-Type", "application/json"), "{\"receipt\":\"sha256:abc\"}");
    }

    synchronized StubServer answering(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
