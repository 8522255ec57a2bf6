package herald.channel;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The deadlines of every outgoing call.
 *
 * @param connect until the connection stands
 * @param read between two bytes of the answer
 * @param total from the first byte to the last
 */
@Context
@ConfigurationProperties("herald.calls")
public record CallDeadlines(
        @Bindable(defaultValue = "3s") Duration connect,
        @Bindable(defaultValue = "10s") Duration read,
        @Bindable(defaultValue = "15s") Duration total) {}
