package herald.testing;

import herald.database.Failpoint;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process, as kill -9 would, when a step is reached for the n-th time. */
@Singleton
@Replaces(Failpoint.class)
@Requires(property = "herald.testing.halt-at")
class HaltingFailpoint extends Failpoint {

    private final Step step;
    private final AtomicInteger left;

    HaltingFailpoint(
            @Value("${herald.testing.halt-at}") String step, @Value("${herald.testing.halt-on:1}") int occurrence) {
        this.step = Step.valueOf(step);
        this.left = new AtomicInteger(occurrence);
    }

    @Override
    public void reached(Step reached) {
        if (reached == step && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
