package herald.staff;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long a sign-in lasts.
 *
 * @param idle without a request
 * @param longest in all
 * @param device how long a browser that has signed in is known, and its failures counted apart
 */
@Context
@ConfigurationProperties("herald.sessions")
record SessionSettings(
        @Bindable(defaultValue = "30m") Duration idle,
        @Bindable(defaultValue = "12h") Duration longest,
        @Bindable(defaultValue = "180d") Duration device) {

    SessionSettings {
        if (idle.isNegative() || idle.isZero() || longest.compareTo(idle) < 0) {
            throw new IllegalArgumentException("herald.sessions.idle must be a time above zero and at most"
                    + " herald.sessions.longest; they are " + idle + " and " + longest + ".");
        }
    }
}
