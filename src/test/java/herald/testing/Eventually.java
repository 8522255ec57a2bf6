package herald.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens in the background. */
public final class Eventually {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private Eventually() {}

    /** Fails when {@code condition} has not come true within ten seconds. */
    public static void holds(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("has not come true within " + DEADLINE);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
