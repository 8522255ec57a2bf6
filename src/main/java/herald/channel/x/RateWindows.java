package herald.channel.x;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** When X lets this account post again, read from the windows it tells of in its answers' headers. */
final class RateWindows {

    private static final List<String> NAMES = List.of("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour");

    /** X's shortest window, for an answer that names none. */
    private static final Duration UNNAMED = Duration.ofMinutes(15);

    /** No window of X is longer: a later reset is a mistake, and would silence the account. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Clock clock;

    RateWindows(Clock clock) {
        this.clock = clock;
    }

    /** The latest reset of the exhausted windows and a moment more, never in the past. */
    Instant opensAt(HttpHeaders headers) {
        var now = clock.instant();
        return NAMES.stream()
                .map(name -> resetOfExhausted(headers, name))
                .flatMap(Optional::stream)
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .map(reset -> earlier(reset, now.plus(LONGEST)))
                .orElse(now.plus(UNNAMED))
                .plusMillis(ThreadLocalRandom.current().nextLong(1_000, 5_000));
    }

    /** @param posts how many more X takes until {@code reset} */
    record Left(String window, long posts, Instant reset) {}

    /** What is left of the windows of a day, as far as the answer tells. */
    static List<Left> ofTheDay(HttpHeaders headers) {
        return NAMES.stream()
                .filter(name -> name.endsWith("24hour"))
                .map(name -> left(headers, name))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Left> left(HttpHeaders headers, String name) {
        var remaining = number(headers, name + "-remaining");
        var reset = number(headers, name + "-reset");
        return remaining.isPresent() && reset.isPresent()
                ? Optional.of(new Left(name, remaining.getAsLong(), Instant.ofEpochSecond(reset.getAsLong())))
                : Optional.empty();
    }

    private static Optional<Instant> resetOfExhausted(HttpHeaders headers, String name) {
        return left(headers, name).filter(left -> left.posts() == 0).map(Left::reset);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Twelve digits at most: what is longer is no time in seconds. */
    private static OptionalLong number(HttpHeaders headers, String name) {
        var value = headers.firstValue(name).map(String::strip).filter(text -> text.matches("\\d{1,12}"));
        return value.map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
