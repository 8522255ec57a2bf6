package herald.testing;

import herald.database.Failpoint;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ends the process, as kill -9 would, at a step, once a file says that the time has come. */
@Singleton
@Replaces(Failpoint.class)
@Requires(property = "herald.testing.halt-at")
class HaltingFailpoint extends Failpoint {

    private final Step step;
    private final Path armed;

    HaltingFailpoint(
            @Value("${herald.testing.halt-at}") String step, @Value("${herald.testing.halt-once}") String armed) {
        this.step = Step.valueOf(step);
        this.armed = Path.of(armed);
    }

    @Override
    public void reached(Step reached) {
        if (reached == step && Files.exists(armed)) {
            Runtime.getRuntime().halt(137);
        }
    }
}
