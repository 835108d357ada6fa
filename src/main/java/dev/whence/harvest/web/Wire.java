package dev.whence.harvest.web;

import dev.whence.wire.BoundedBody;
import dev.whence.wire.TooLongException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** One request and its answer, bounded in length and time. Follows no redirect, keeps no cookie, shows no credential. */
final class Wire {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** The client takes no timeout of nothing. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NEVER)
            .build();
    private final WebSettings settings;
    private final Budget budget;

    Wire(WebSettings settings, Budget budget) {
        this.settings = settings;
        this.budget = budget;
    }

    /** An answer, whatever its status; unpacked. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Answer(int status, byte[] body, HttpHeaders headers) {
        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** Without parameters, in lower case; empty where there is none. */
        String mediaType() {
            String type = header("Content-Type").orElse("");
            int parameters = type.indexOf(';');
            return (parameters < 0 ? type : type.substring(0, parameters))
                    .strip()
                    .toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Asks.
     *
     * @param most bytes of the body, packed and unpacked
     * @throws TooLongException where it is longer
     * @throws IOException where no whole answer comes
     */
    Answer get(URI url, Map<String, String> headers, int most) throws IOException, InterruptedException {
        Duration patience = patience();
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(patience)
                .header("User-Agent", settings.userAgent())
                .header("Accept-Encoding", "gzip")
                .GET();
        headers.forEach(request::header);
        budget.request();
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.build(), info -> new BoundedBody(most, budget::meter));
        try {
            HttpResponse<byte[]> response = sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            budget.spend(length(response.headers()));
            return new Answer(response.statusCode(), unpacked(response, most), response.headers());
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw cause instanceof IOException known ? known : new IOException(reason(cause), cause);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IOException("no whole answer in " + patience.toSeconds() + " s", late);
        } finally {
            sent.cancel(true);
        }
    }

    /** An answer that drips must not outlast the harvest. */
    private Duration patience() {
        Duration left = budget.timeLeft();
        Duration shortest = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        return shortest.compareTo(settings.patience()) < 0 ? shortest : settings.patience();
    }

    private static byte[] unpacked(HttpResponse<byte[]> response, int most) throws IOException {
        String coding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> response.body();
            case "gzip", "x-gzip" ->
                response.body().length == 0 ? response.body() : Gunzip.unpack(response.body(), most);
            default -> throw new IOException("the answer is packed in a way that was not asked for");
        };
    }

    /** About what they took on the wire. */
    private static long length(HttpHeaders headers) {
        long length = 0;
        for (Map.Entry<String, java.util.List<String>> header : headers.map().entrySet()) {
            for (String value : header.getValue()) {
                length += header.getKey().length() + value.length() + 4L;
            }
        }
        return length;
    }

    static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
