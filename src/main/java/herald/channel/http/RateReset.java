package herald.channel.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** When a far side that has had enough for now takes requests again. */
public final class RateReset {

    /** A later one is a mistake, and would silence the account. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private RateReset() {}

    /**
     * The moment that {@code header} names, as ISO 8601 or in seconds since 1970, and a few seconds more.
     *
     * @param unnamed from now, where the far side names no moment that is still to come
     */
    public static Instant of(HttpHeaders headers, String header, Duration unnamed, Clock clock) {
        var now = clock.instant();
        return headers.firstValue(header)
                .map(String::strip)
                .flatMap(RateReset::moment)
                .filter(now::isBefore)
                .map(reset -> reset.isBefore(now.plus(LONGEST)) ? reset : now.plus(LONGEST))
                .orElse(now.plus(unnamed))
                .plusMillis(ThreadLocalRandom.current().nextLong(1_000, 5_000));
    }

    private static Optional<Instant> moment(String text) {
        if (text.matches("\\d{1,12}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
