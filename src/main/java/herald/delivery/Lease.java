package herald.delivery;

import java.time.Duration;

/** The right to write to one target, as far as this node may rely on it. */
final class Lease {

    private final long targetId;
    private final long fence;
    private final Ticker ticker;
    private final Duration length;
    private volatile long beatAt;

    /** @param beatAt on the ticker, before the transaction began that took it: nobody else can have seen the beat earlier */
    Lease(long targetId, long fence, Ticker ticker, Duration length, long beatAt) {
        this.targetId = targetId;
        this.fence = fence;
        this.ticker = ticker;
        this.length = length;
        this.beatAt = beatAt;
    }

    long targetId() {
        return targetId;
    }

    long fence() {
        return fence;
    }

    /** How long no other node can take it; negative once one might have. */
    Duration left() {
        return length.minusNanos(ticker.nanos() - beatAt);
    }

    /** This moment on the ticker; take it before the transaction that beats. */
    long now() {
        return ticker.nanos();
    }

    /** It is another's now. */
    void lose() {
        beatAt = ticker.nanos() - length.toNanos();
    }

    void beatenAt(long nanos) {
        beatAt = nanos;
    }
}
