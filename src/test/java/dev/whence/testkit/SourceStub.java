package dev.whence.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.whence.canonical.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A catalog as a test makes it up, over real HTTP: documents by path and query, with entity tags; and answers that are given
 * once, before the document, for what goes wrong. Remembers what it was asked, and counts what it sent.
 */
public final class SourceStub implements AutoCloseable {
    private final HttpServer http;
    private final Map<String, Document> documents = new ConcurrentHashMap<>();
    private final Map<String, Queue<Answer>> once = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();

    /** @param headers by their names in any case */
    public record Asked(String target, Map<String, String> headers) {}

    private record Document(String mediaType, byte[] body, Map<String, String> headers) {
        String etag() {
            return "\"" + Sha256.hex(body).substring(0, 16) + "\"";
        }
    }

    /** An answer that is given whatever is asked. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public static Answer of(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        public static Answer of(int status, String header, String value) {
            return new Answer(status, Map.of(header, value), new byte[0]);
        }
    }

    private SourceStub() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    public static SourceStub start() throws IOException {
        return new SourceStub();
    }

    public URI url(String target) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + target);
    }

    /** @param body in which {@code {base}} stands for this server's address, without a slash at its end */
    public SourceStub put(String target, String mediaType, String body) {
        return put(target, mediaType, body, Map.of());
    }

    public SourceStub put(String target, String mediaType, String body, Map<String, String> headers) {
        byte[] bytes = body.replace("{base}", url("").toString()).getBytes(StandardCharsets.UTF_8);
        documents.put(target, new Document(mediaType, bytes, headers));
        return this;
    }

    public SourceStub remove(String target) {
        documents.remove(target);
        return this;
    }

    /** The next answers to whoever asks for a target. */
    public SourceStub once(String target, Answer... answers) {
        once.computeIfAbsent(target, any -> new ArrayDeque<>()).addAll(List.of(answers));
        return this;
    }

    public List<Asked> asked() {
        return asked;
    }

    public List<String> targets() {
        return asked.stream().map(Asked::target).toList();
    }

    /** Bytes of bodies. */
    public long sent() {
        return sent.get();
    }

    /** As if nothing had been asked. */
    public void forget() {
        asked.clear();
        sent.set(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        asked.add(new Asked(target, headers));
        Answer planned = once.getOrDefault(target, new ArrayDeque<>()).poll();
        answer(exchange, planned != null ? planned : document(target, headers));
    }

    private Answer document(String target, Map<String, String> headers) {
        Document document = documents.get(target);
        if (document == null) {
            return Answer.of(404);
        }
        Map<String, String> all = new TreeMap<>(document.headers());
        all.put("Content-Type", document.mediaType());
        all.put("ETag", document.etag());
        return document.etag().equals(headers.get("If-None-Match"))
                ? new Answer(304, Map.of("ETag", document.etag()), new byte[0])
                : new Answer(200, all, document.body());
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        sent.addAndGet(answer.body().length);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
