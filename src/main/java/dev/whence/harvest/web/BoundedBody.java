package dev.whence.harvest.web;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body into memory, pays for it, and hangs up where it is longer than it may be. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final Budget budget;
    private final long most;
    private long seen;
    private Flow.@Nullable Subscription subscription;

    BoundedBody(Budget budget, long most) {
        this.budget = budget;
        this.most = most;
        whole.getBody().whenComplete((bytes, failed) -> {
            if (failed == null) {
                body.complete(bytes);
            } else {
                body.completeExceptionally(failed);
            }
        });
    }

    /** It is no use to ask for it again. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException(long most) {
            super("the document is longer than the " + most + " bytes that are read of one");
        }
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
        budget.spend(more);
        Flow.Subscription open = subscription;
        if (open != null && (seen > most || budget.left() == 0)) {
            open.cancel();
            body.completeExceptionally(
                    seen > most ? new TooLongException(most) : new IOException("the budget of bytes is spent"));
        } else {
            whole.onNext(buffers);
        }
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
