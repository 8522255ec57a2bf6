package herald.channel.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** When a far side says that it takes the next request. */
public final class RetryAfter {

    /** A longer pause is a mistake, and would silence the target. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    /** {@code Retry-After} in seconds or as a date (RFC 9110 §10.2.3); empty where there is none, or it has passed. */
    public static Optional<Instant> of(HttpHeaders headers, Clock clock) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(text -> text.matches("\\d{1,9}(\\.\\d{1,9})?")
                        ? Optional.of(in(Double.parseDouble(text), clock))
                        : date(text, clock))
                .filter(clock.instant()::isBefore);
    }

    /** So many seconds from now, rounded up to the millisecond, a day at most. */
    public static Instant in(double seconds, Clock clock) {
        double inRange = Math.clamp(seconds, 0.0, (double) LONGEST.toSeconds());
        return clock.instant().plusMillis((long) Math.ceil(inRange * 1000));
    }

    private static Optional<Instant> date(String text, Clock clock) {
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var latest = clock.instant().plus(LONGEST);
            return Optional.of(date.isBefore(latest) ? date : latest);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
