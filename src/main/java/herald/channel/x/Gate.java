package herald.channel.x;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * A request's body that knows whether it was ever asked for. The client asks for it only once the connection stands, so a gate
 * that could still be shut means that the far side has had no whole request and cannot have acted on one.
 */
final class Gate implements BodyPublisher {

    private enum State {
        CLOSED,
        PASSED,
        SHUT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.CLOSED);
    private final BodyPublisher body;
    private final BooleanSupplier mayLeave;
    private final Runnable passing;

    Gate(byte[] body, BooleanSupplier mayLeave, Runnable passing) {
        this.mayLeave = mayLeave;
        this.body = BodyPublishers.ofByteArray(body);
        this.passing = passing;
    }

    /** Lets nothing pass from now on; false when the body has passed already. */
    boolean shut() {
        return state.compareAndSet(State.CLOSED, State.SHUT) || state.get() == State.SHUT;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        if (mayLeave.getAsBoolean() && state.compareAndSet(State.CLOSED, State.PASSED)) {
            passing.run();
            body.subscribe(subscriber);
            return;
        }
        // Shut, or asked for a second time: a client that repeats a request by itself gets nothing to repeat.
        subscriber.onSubscribe(new Nothing());
        subscriber.onError(new CancellationException("the gate is shut"));
    }

    private record Nothing() implements Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
