package herald.channel.x;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * @param looks when to look for a post whose answer was lost; X's timeline lags by some seconds
 * @param postPrice of a post in US dollars; X changes its prices now and then
 * @param linkPrice of a post with an address in it
 * @param askRepliesAgain how long an account that may not reply to itself is taken at X's word
 * @param lowWindow how many posts left for the day are worth a warning
 * @param uploadDeadline what a picture may take before the post goes out without it; shorter than what a lease has over {@code
 *     herald.calls.total}
 */
@Context
@ConfigurationProperties("herald.x")
record XSettings(
        @Bindable(defaultValue = "5s,20s,60s") List<Duration> looks,
        @Bindable(defaultValue = "0.015") BigDecimal postPrice,
        @Bindable(defaultValue = "0.20") BigDecimal linkPrice,
        @Bindable(defaultValue = "7d") Duration askRepliesAgain,
        @Bindable(defaultValue = "20") int lowWindow,
        @Bindable(defaultValue = "5s") Duration uploadDeadline) {}
