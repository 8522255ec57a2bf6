package herald.channel.bluesky;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/** @param looks when to look for a post whose answer was lost; it is looked up by its own name, so once is enough */
@Context
@ConfigurationProperties("herald.bluesky")
record BlueskySettings(@Bindable(defaultValue = "5s") List<Duration> looks) {}
