package dev.whence.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A thin client. Thread-safe; keeps connections open. */
public final class WhenceClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final URI server;
    private final Optional<Credential> credential;
    private final HttpClient http;
    private final Duration patience;

    /**
     * A client of one server that shows no credential.
     *
     * @param server its root, such as {@code http://127.0.0.1:8080/}
     */
    public WhenceClient(URI server) {
        this(server, Optional.empty());
    }

    /**
     * A client of one server. Redirects are not followed, so the credential goes nowhere else.
     *
     * @param server its root, such as {@code http://127.0.0.1:8080/}
     * @param credential shown with every request
     */
    public WhenceClient(URI server, Optional<Credential> credential) {
        this(server, credential, Optional.empty());
    }

    /**
     * A client of a server whose certificate is known.
     *
     * @param certificate SHA-256 of the certificate's DER form, in hex: this one is trusted, and no other
     */
    public WhenceClient(URI server, Optional<Credential> credential, Optional<String> certificate) {
        this.server = server.getPath().endsWith("/") ? server : URI.create(server + "/");
        this.credential = credential;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        certificate.map(PinnedCertificate::context).ifPresent(builder::sslContext);
        this.http = builder.build();
        this.patience = ANSWER;
    }

    private WhenceClient(WhenceClient other, Duration patience) {
        this.server = other.server;
        this.credential = other.credential;
        this.http = other.http;
        this.patience = patience;
    }

    /** The same client, which waits for an answer no longer than this. */
    public WhenceClient waiting(Duration atMost) {
        return new WhenceClient(this, atMost);
    }

    /**
     * An answer, whatever its status.
     *
     * @param mediaType of the body, without parameters; empty where the server gave none
     */
    public record Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
        public boolean isGood() {
            return status >= 200 && status < 300;
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** A header, whatever the case of its name. */
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    /**
     * Asks for something.
     *
     * @param path relative to the server, without a leading slash
     * @throws IOException where the server cannot be reached or hangs up
     */
    public Answer get(String path, Map<String, String> parameters, String accept)
            throws IOException, InterruptedException {
        return get(path, parameters, accept, Map.of());
    }

    /** The same with further headers, such as the one that names an organisation. */
    public Answer get(String path, Map<String, String> parameters, String accept, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path, parameters))
                .header("Accept", accept)
                .GET();
        headers.forEach(request::header);
        return send(request);
    }

    /** Sends a body; see {@link #get}. */
    public Answer post(String path, Map<String, String> parameters, byte[] body, String mediaType)
            throws IOException, InterruptedException {
        return post(path, parameters, body, mediaType, Map.of());
    }

    /** Sends a body with further headers; see {@link #get}. */
    public Answer post(
            String path, Map<String, String> parameters, byte[] body, String mediaType, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path, parameters))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        credential.ifPresent(shown -> request.header("Authorization", shown.header()));
        HttpResponse<byte[]> response = http.send(request.timeout(patience).build(), BodyHandlers.ofByteArray());
        String type = response.headers().firstValue("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        Map<String, String> headers = response.headers().map().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> String.join(", ", e.getValue())));
        return new Answer(
                response.statusCode(), parameters < 0 ? type : type.substring(0, parameters), response.body(), headers);
    }

    private URI address(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return server.resolve(query.isEmpty() ? path : path + "?" + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
