package herald.channel.practice;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One post on a practice account.
 *
 * @param account the target's id
 * @param messageKey the message it stands for: a second one with the same key is not taken
 * @param replyTo the post before it in its thread; null for the first
 */
@MappedEntity("practice_post")
public record PracticePost(
        @Id @GeneratedValue @Nullable Long id,
        String account,
        String messageKey,
        String text,
        @Nullable Long replyTo,
        Instant postedAt) {}
