package herald.api;

import herald.channel.Outcome;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * What came of a test post.
 *
 * @param says why it is not delivered; null when it is
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record TestPostView(
        boolean delivered,
        @Nullable String permalink,
        @Nullable String says) {

    static TestPostView of(Outcome outcome) {
        return outcome instanceof Outcome.Delivered(var receipt)
                ? new TestPostView(
                        true, receipt.permalink().map(Object::toString).orElse(null), null)
                : new TestPostView(false, null, outcome.reason());
    }
}
