package herald.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One frozen message. Every try carries the same bytes.
 *
 * @param key unique for this message for ever: an idempotency key where the far side knows them
 * @param act what it does: a new post, or a change to one that is out
 * @param text exact; empty for a {@link Act.Delete}
 * @param card the same update in parts, frozen too; empty for a {@link Act.Delete}
 * @param mail the same update as a mail, frozen too; empty for channels that send none
 * @param image the same update as a picture; empty where there is none
 * @param language BCP 47
 * @param replyTo the post before it in the thread; empty for the first of a thread
 * @param root the first post of the thread; empty for that one itself
 * @param attempt 1 for the first try
 * @param firstSentAt when the first try left, with microseconds; the same at every try
 * @param mayLeave asked at the last moment before the first byte leaves; once it says no, this try is over and counts as not sent
 */
public record Message(
        String key,
        Act act,
        String text,
        Optional<Card> card,
        Optional<Mail> mail,
        Optional<Image> image,
        String language,
        Optional<ReplyTo> replyTo,
        Optional<ReplyTo> root,
        int attempt,
        Instant firstSentAt,
        BooleanSupplier mayLeave) {

    /** Neither a mail nor with a picture. */
    public Message(
            String key,
            Act act,
            String text,
            Optional<Card> card,
            String language,
            Optional<ReplyTo> replyTo,
            Optional<ReplyTo> root,
            int attempt,
            Instant firstSentAt,
            BooleanSupplier mayLeave) {
        this(
                key,
                act,
                text,
                card,
                Optional.empty(),
                Optional.empty(),
                language,
                replyTo,
                root,
                attempt,
                firstSentAt,
                mayLeave);
    }

    /** A new post of nothing but text, on its own or in answer to one that is the root. */
    public Message(
            String key,
            String text,
            String language,
            Optional<ReplyTo> replyTo,
            int attempt,
            Instant firstSentAt,
            BooleanSupplier mayLeave) {
        this(key, new Act.Post(), text, Optional.empty(), language, replyTo, replyTo, attempt, firstSentAt, mayLeave);
    }

    /**
     * @param remoteId as the channel's own receipt had it
     * @param postedAt when it was delivered: some far sides need a moment before they know it
     */
    public record ReplyTo(String remoteId, Instant postedAt) {}
}
