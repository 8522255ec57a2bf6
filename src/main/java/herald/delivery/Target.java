package herald.delivery;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One account or chat that mirrors a page.
 *
 * @param channel the {@link herald.channel.Channel#name} it is reached by
 * @param enabled whether new updates are meant for it
 * @param stateReason in words, where the state is not ACTIVE
 * @param language BCP 47, of what it is told
 * @param settings sealed, see {@link SecretBox}
 */
@MappedEntity("target")
public record Target(
        @Id @GeneratedValue @Nullable Long id,
        String code,
        long pageId,
        String channel,
        String name,
        boolean enabled,
        TargetState state,
        @Nullable String stateReason,
        String language,
        String settings,
        Instant createdAt,
        Instant updatedAt) {

    @Override
    public String toString() {
        return "Target[" + code + ", " + channel + ", " + name + ", " + state + "]";
    }
}
