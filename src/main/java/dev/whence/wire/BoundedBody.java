package dev.whence.wire;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer into memory and hangs up at the first byte too many, whatever length its head told. For one answer; the
 * HTTP client calls it from one thread at a time.
 */
public final class BoundedBody implements BodySubscriber<byte[]> {
    /** Told of bytes as they come. */
    @FunctionalInterface
    public interface Meter {
        /** @return why no more may come; nothing where more may */
        Optional<IOException> took(long bytes);
    }

    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final long most;
    private final Meter meter;
    private long seen;
    private Flow.@Nullable Subscription subscription;

    /** @param most bytes; for one more the body is a {@link TooLongException} */
    public BoundedBody(long most) {
        this(most, bytes -> Optional.empty());
    }

    /**
     * One that others count too.
     *
     * @param most bytes; for one more the body is a {@link TooLongException}
     * @param meter may end it earlier
     */
    public BoundedBody(long most, Meter meter) {
        this.most = most;
        this.meter = meter;
        whole.getBody().whenComplete((bytes, failed) -> {
            if (failed == null) {
                body.complete(bytes);
            } else {
                body.completeExceptionally(failed);
            }
        });
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        whole.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        long more = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        seen += more;
        Optional<IOException> end = meter.took(more);
        if (seen > most) {
            hangUp(new TooLongException(most));
        } else if (end.isPresent()) {
            hangUp(end.get());
        } else {
            whole.onNext(buffers);
        }
    }

    private void hangUp(IOException why) {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
        body.completeExceptionally(why);
    }

    @Override
    public void onError(Throwable failed) {
        whole.onError(failed);
    }

    @Override
    public void onComplete() {
        whole.onComplete();
    }
}
