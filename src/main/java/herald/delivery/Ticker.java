package herald.delivery;

import jakarta.inject.Singleton;

/** Measures lengths: never jumps, and says nothing of the time of day. */
@Singleton
public class Ticker {

    /** Nanoseconds since some moment of this process. */
    public long nanos() {
        return System.nanoTime();
    }
}
