package herald.channel.slack;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/** @param looks when to look for a message whose answer was lost */
@Context
@ConfigurationProperties("herald.slack")
record SlackSettings(@Bindable(defaultValue = "5s,20s") List<Duration> looks) {}
