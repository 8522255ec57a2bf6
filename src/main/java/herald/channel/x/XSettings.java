package herald.channel.x;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/** @param looks when to look for a post whose answer was lost; X's timeline lags by some seconds */
@Context
@ConfigurationProperties("herald.x")
record XSettings(@Bindable(defaultValue = "5s,20s,60s") List<Duration> looks) {}
