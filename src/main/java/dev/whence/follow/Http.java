package dev.whence.follow;

import dev.whence.wire.BoundedBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Asks one server that the operator chose, and nobody else: redirects are not followed, answers are bounded in length and
 * time. Thread-safe.
 */
final class Http implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NEVER)
            .build();
    private final Duration patience;
    private final Credential credential;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Asks nobody yet.
     *
     * @param patience with one whole answer
     * @param credential shown with each question
     */
    Http(Duration patience, Credential credential) {
        this.patience = patience;
        this.credential = credential;
    }

    /** An answer, whatever its status. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Answer(int status, byte[] body, Map<String, String> headers) {
        boolean isGood() {
            return status == 200;
        }
    }

    CompletableFuture<Answer> ask(URI address, Map<String, String> headers, long mostBytes) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(patience).GET();
        headers.forEach(request::header);
        credential.authorization().ifPresent(shown -> request.header("Authorization", shown));
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(
                        request.build(), info -> new BoundedBody(mostBytes))
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        underWay.add(sent);
        sent.whenComplete((response, failed) -> underWay.remove(sent));
        if (closed) {
            sent.cancel(true);
        }
        return sent.thenApply(Http::answer);
    }

    /** Whoever waits for an answer waits no longer, and no other will come. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(sent -> sent.cancel(true));
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Answer(response.statusCode(), response.body(), headers);
    }

    /** Waits for what was asked. */
    static <T> T await(CompletableFuture<T> asked, URI address) throws TroubleException, InterruptedException {
        try {
            return asked.get();
        } catch (CancellationException closed) {
            throw new TroubleException("ended while asking for " + address);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof TroubleException trouble) {
                throw trouble;
            }
            throw new TroubleException(address + " does not answer: " + reason(cause), cause);
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
