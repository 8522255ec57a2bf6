package herald.channel.mastodon;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/** @param looks when to look for a post whose answer was lost; a busy server may still be at work on it at the first */
@Context
@ConfigurationProperties("herald.mastodon")
record MastodonSettings(@Bindable(defaultValue = "5s,30s") List<Duration> looks) {}
