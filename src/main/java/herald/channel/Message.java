package herald.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One frozen message. Every try carries the same bytes.
 *
 * @param key unique for this message for ever: an idempotency key where the far side knows them
 * @param text exact
 * @param language BCP 47
 * @param replyTo the far side's id of the post before it in the thread; empty for the first of a thread
 * @param attempt 1 for the first try
 * @param firstSentAt when the first try left
 * @param mayLeave asked at the last moment before the first byte leaves; once it says no, this try is over and counts as not sent
 */
public record Message(
        String key,
        String text,
        String language,
        Optional<ReplyTo> replyTo,
        int attempt,
        Instant firstSentAt,
        BooleanSupplier mayLeave) {

    /** @param postedAt when the parent was delivered: some far sides need a moment before they know it */
    public record ReplyTo(String remoteId, Instant postedAt) {}
}
