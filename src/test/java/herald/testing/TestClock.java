package herald.testing;

import herald.Application;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts a clock that tests can set in the place of the real one, where a test asks for it. */
@Factory
@Requires(property = "herald.testing.settable-clock", value = "true")
class TestClock {

    @Singleton
    @Replaces(value = Clock.class, factory = Application.class)
    SettableClock clock() {
        return new SettableClock();
    }
}
