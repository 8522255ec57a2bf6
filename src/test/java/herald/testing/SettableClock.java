package herald.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that shows what the test says: it stands still, or runs on from a moment the test has set. */
public final class SettableClock extends Clock {

    private volatile Clock clock = Clock.systemUTC();

    /** Shows {@code moment} and stands still. */
    public void stopAt(Instant moment) {
        clock = Clock.fixed(moment, ZoneOffset.UTC);
    }

    public void advance(Duration length) {
        stopAt(instant().plus(length));
    }

    @Override
    public Instant instant() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}
