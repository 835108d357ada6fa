package dev.whence.authenticate;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.whence.wire.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets a key set from the one place that the operator named: no redirects, not more than 256 KiB, not longer than it may. */
final class KeySetRetriever implements ResourceRetriever {
    private static final int MOST_BYTES = 256 << 10;
    private static final String MEDIA_TYPE = "application/json";

    private final Duration timeout;
    private final HttpClient http;

    KeySetRetriever(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        URI address = URI.create(url.toString());
        return new Resource("file".equals(url.getProtocol()) ? file(Path.of(address)) : ask(address), MEDIA_TYPE);
    }

    private static String file(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is too long for a key set");
        }
        return Files.readString(file);
    }

    private String ask(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", MEDIA_TYPE)
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(request, info -> new BoundedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> answer = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException(address + " answers " + answer.statusCode());
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (ExecutionException failed) {
            throw new IOException(address + " does not answer with a key set: " + failed.getMessage(), failed);
        } catch (TimeoutException late) {
            asked.cancel(true);
            throw new IOException(address + " does not answer in time", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            asked.cancel(true);
            throw new IOException("ended while asking " + address, stopping);
        }
    }
}
