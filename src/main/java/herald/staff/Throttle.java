package herald.staff;

import herald.database.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ten failures in a quarter of an hour and no more, counted in the database for all nodes together. A try is written down before it
 * is made, so that many at once count as many.
 */
@Singleton
class Throttle {

    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final SignInAttemptRepository attempts;
    private final Transactions transactions;
    private final Clock clock;

    Throttle(SignInAttemptRepository attempts, Transactions transactions, Clock clock) {
        this.attempts = attempts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A try that has been written down. {@code tooEarlyBy} is empty when it may be made. */
    record Try(List<Long> ids, Optional<Duration> tooEarlyBy) {}

    /** @param subjects what the try counts against; any of them may refuse it */
    Try begin(List<String> subjects) {
        var now = clock.instant();
        var ids = transactions.write(() -> subjects.stream()
                .map(subject -> attempts.save(new SignInAttempt(null, Secret.hash(subject), now)))
                .map(SignInAttempt::id)
                .toList());
        var waits = new ArrayList<Duration>();
        for (var subject : subjects) {
            var recent = attempts.since(Secret.hash(subject), now.minus(WINDOW));
            if (recent.size() > MOST) {
                var free = recent.get(recent.size() - 1 - MOST).attemptedAt().plus(WINDOW);
                waits.add(Duration.between(now, free));
            }
        }
        var wait = waits.stream().max(Duration::compareTo);
        // A try that is not made does not count: whoever keeps pressing does not lengthen the wait.
        wait.ifPresent(_ -> transactions.run(() -> attempts.forget(ids)));
        return new Try(ids, wait);
    }

    /** The try was right: it was no failure, and the failures of {@code cleared} are forgiven. */
    void succeeded(Try made, List<String> cleared) {
        transactions.run(() -> {
            attempts.forget(made.ids());
            cleared.forEach(subject -> attempts.forgetAll(Secret.hash(subject)));
        });
        transactions.run(() -> attempts.forgetBefore(clock.instant().minus(WINDOW)));
    }

    /** The try was not made after all. */
    void withdrawn(Try planned) {
        transactions.run(() -> attempts.forget(planned.ids()));
    }
}
