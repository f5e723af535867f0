package dev.muninn.ingest.scrape;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.MuninnException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Receives a response body into a buffer, up to a limit. */
final class LimitedBody implements HttpResponse.BodySubscriber<LimitedBody> {

    private final BodyBuffer into;
    private final int limit;
    private final CompletableFuture<LimitedBody> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    LimitedBody(BodyBuffer into, int limit) {
        this.into = into;
        this.limit = limit;
        into.clear();
    }

    @Override
    public CompletionStage<LimitedBody> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (done.isDone()) {
                return;
            }
            if (part.remaining() > limit - into.length()) {
                if (subscription != null) {
                    subscription.cancel();
                }
                done.completeExceptionally(
                        MuninnException.limit("body exceeds the limit of " + limit + " bytes"));
                return;
            }
            into.append(part);
        }
    }

    @Override
    public void onError(Throwable error) {
        done.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        done.complete(this);
    }
}
