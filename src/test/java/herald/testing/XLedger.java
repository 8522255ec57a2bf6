package herald.testing;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The posts that X has, in the order it took them. */
final class XLedger {
    private static final Duration DUPLICATE_WINDOW = Duration.ofHours(48);
    private static final Instant SNOWFLAKE_EPOCH = Instant.ofEpochMilli(1288834974657L);

    private final Clock clock;
    private final List<XPost> posts = new ArrayList<>();
    private final Set<String> deleted = new HashSet<>();
    private long lastId = 1_900_000_000_000_000_000L;

    XLedger(Clock clock) {
        this.clock = clock;
    }

    synchronized XPost add(XAccount author, String text, Optional<String> inReplyTo) {
        var post = new XPost(Long.toString(nextId()), author.id(), text, inReplyTo, clock.instant());
        posts.add(post);
        return post;
    }

    /** Everything ever taken, deleted or not. */
    synchronized List<XPost> all() {
        return List.copyOf(posts);
    }

    /** What a reader sees. */
    synchronized List<XPost> standing() {
        return posts.stream().filter(it -> !deleted.contains(it.id())).toList();
    }

    synchronized Optional<XPost> standing(String id) {
        return standing().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    synchronized void delete(String id) {
        deleted.add(id);
    }

    /** Whether {@code author} posted this text within 48 hours; a deleted post counts for as long. */
    synchronized boolean isDuplicate(XAccount author, String text) {
        var oldest = clock.instant().minus(DUPLICATE_WINDOW);
        return posts.stream()
                .anyMatch(it -> it.accountId().equals(author.id())
                        && it.createdAt().isAfter(oldest)
                        && compared(it.text()).equals(compared(text)));
    }

    /** The post that the thread of {@code post} began with, as far as it is known. */
    synchronized String conversation(XPost post) {
        return post.inReplyTo()
                .flatMap(parent ->
                        posts.stream().filter(it -> it.id().equals(parent)).findFirst())
                .map(this::conversation)
                .orElse(post.id());
    }

    private static String compared(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    private long nextId() {
        var byTime = Duration.between(SNOWFLAKE_EPOCH, clock.instant()).toMillis() << 22;
        lastId = Math.max(lastId + 1, byTime);
        return lastId;
    }
}
