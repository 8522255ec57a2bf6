package herald.testing;

import java.time.Instant;
import java.util.Optional;

/**
 * One post that {@link XStub} accepted, whether or not the client was told.
 *
 * @param text as the client sent it, before X escapes and shortens
 */
public record XPost(String id, String accountId, String text, Optional<String> inReplyTo, Instant createdAt) {

    /** By number: the id of a later post is the greater one. */
    long number() {
        return Long.parseLong(id);
    }
}
