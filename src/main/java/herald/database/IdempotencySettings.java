package herald.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param takeOver how long a write that was begun with a key and gave no answer keeps the key to itself
 * @param keep how long an answer is kept for those who ask again
 */
@Context
@ConfigurationProperties("herald.idempotency")
record IdempotencySettings(
        @Bindable(defaultValue = "60s") Duration takeOver,
        @Bindable(defaultValue = "24h") Duration keep) {}
