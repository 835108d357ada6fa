package dev.whence.witness;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.proof.ConsistencyProof;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Hands checkpoints to one witness over HTTP. Whatever it answers is bounded, and believed only where it verifies. */
final class WitnessClient {
    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n?");

    private final WitnessAddress address;
    private final Duration timeout;
    private final HttpClient http;

    WitnessClient(WitnessAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** What came back. */
    sealed interface Answer {
        /** Right signatures by the witness's key. */
        record Signed(List<SignedNote.Line> lines) implements Answer {}

        /** The witness has signed another size. */
        record Elsewhere(long size) implements Answer {}

        /** Anything else, in words. */
        record Trouble(String reason) implements Answer {}
    }

    /** Never throws for what a witness does or leaves undone. */
    Answer submit(ConsistencyProof proof) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.submission())
                .timeout(timeout)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(proof.text(), StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return answer(response.statusCode(), body.readNBytes(MOST_BYTES), proof);
            }
        } catch (IOException e) {
            String message = e.getMessage();
            return new Answer.Trouble(
                    "it cannot be reached, or does not answer" + (message == null ? "" : ": " + message));
        }
    }

    private Answer answer(int status, byte[] body, ConsistencyProof proof) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (status == 409 && SIZE.matcher(text).matches()) {
            return new Answer.Elsewhere(Long.parseLong(text.strip()));
        }
        if (status != 200) {
            return new Answer.Trouble("it answered with status " + status + ": " + firstLine(text));
        }
        try {
            byte[] message = proof.checkpoint().checkpoint().text().getBytes(StandardCharsets.UTF_8);
            List<SignedNote.Line> right = SignedNote.parseLines(body).stream()
                    .filter(address.key()::claims)
                    .filter(line -> address.key().verifies(message, line.signature()))
                    .toList();
            return right.isEmpty()
                    ? new Answer.Trouble("it answered without a right signature by its key "
                            + address.key().hexId())
                    : new Answer.Signed(right);
        } catch (RefusedException notLines) {
            return new Answer.Trouble("it answered with something that is not signature lines");
        }
    }

    /** What a stranger says, short and without what could act on a terminal. */
    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.substring(0, Math.min(line.length(), 200));
    }
}
