package dev.whence.follow;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body into memory as long as it is not longer than expected; hangs up on one that is. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final long most;
    private long seen;
    private Flow.@Nullable Subscription subscription;

    private LimitedBody(long most) {
        this.most = most;
        whole.getBody().whenComplete((bytes, failed) -> {
            if (failed == null) {
                body.complete(bytes);
            } else {
                body.completeExceptionally(failed);
            }
        });
    }

    static BodyHandler<byte[]> of(long most) {
        return response -> new LimitedBody(most);
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
        seen += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        Flow.Subscription open = subscription;
        if (seen > most && open != null) {
            open.cancel();
            body.completeExceptionally(new IOException("the answer is longer than " + most + " bytes"));
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
