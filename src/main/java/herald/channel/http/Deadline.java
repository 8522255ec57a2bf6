package herald.channel.http;

import java.time.Duration;

/** One deadline for several calls that belong together. */
public final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration length) {
        return new Deadline(System.nanoTime() + length.toNanos());
    }

    /** What is left of it; nothing or less once it is over. */
    public Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
