package herald.channel.x;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** An answer as it comes in: what there is of it so far, and when the far side was last heard. Reads one mebibyte at most. */
final class Reading implements BodySubscriber<Void> {

    private static final int MOST_BYTES = 1 << 20;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile long heardAt = System.nanoTime();
    private volatile Optional<ResponseInfo> head = Optional.empty();
    private volatile Optional<Subscription> subscription = Optional.empty();

    void heard() {
        heardAt = System.nanoTime();
    }

    long heardAt() {
        return heardAt;
    }

    Reading begins(ResponseInfo answer) {
        heard();
        head = Optional.of(answer);
        return this;
    }

    /** Status and headers; empty until they are here. */
    Optional<ResponseInfo> head() {
        return head;
    }

    synchronized byte[] soFar() {
        return bytes.toByteArray();
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Subscription coming) {
        subscription = Optional.of(coming);
        coming.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> chunks) {
        heard();
        chunks.forEach(this::keep);
        if (bytes.size() < MOST_BYTES) {
            subscription.ifPresent(coming -> coming.request(1));
        } else {
            subscription.ifPresent(Subscription::cancel);
            end.complete(null);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    private synchronized void keep(ByteBuffer chunk) {
        var kept = new byte[Math.min(chunk.remaining(), MOST_BYTES - bytes.size())];
        chunk.get(kept);
        bytes.write(kept, 0, kept.length);
    }
}
