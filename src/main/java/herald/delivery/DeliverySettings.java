package herald.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param lease how long a node that stops beating keeps a target; longer than {@code herald.calls.total}
 * @param settleAfter how long after another holder's unfinished call its outcome is looked for: the call's deadline and a minute
 * @param firstPause the pause after a first failure, doubled each time, with jitter
 * @param longestPause the longest pause between two tries
 * @param lookAgain the pause after a look that the far side did not answer
 * @param giveUpAfter how long after the first try a message that is always put off fails for good
 * @param undoWindow how long a new update waits before it leaves for the targets; the page shows it at once. Zero for none
 * @param foldAfter how late a message must be for its target before several that wait may be told as one
 * @param poll how often work is looked for without a nudge
 */
@Context
@ConfigurationProperties("herald.delivery")
record DeliverySettings(
        @Bindable(defaultValue = "25s") Duration lease,
        @Bindable(defaultValue = "75s") Duration settleAfter,
        @Bindable(defaultValue = "2s") Duration firstPause,
        @Bindable(defaultValue = "15m") Duration longestPause,
        @Bindable(defaultValue = "30s") Duration lookAgain,
        @Bindable(defaultValue = "24h") Duration giveUpAfter,
        @Bindable(defaultValue = "10s") Duration undoWindow,
        @Bindable(defaultValue = "1m") Duration foldAfter,
        @Bindable(defaultValue = "1s") Duration poll) {}
