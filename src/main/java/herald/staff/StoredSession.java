package herald.staff;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A sign-in as it is stored.
 *
 * @param csrfToken stands in every form of this session
 * @param seenAt its last request, to the minute
 */
@MappedEntity("session")
record StoredSession(
        @Id @GeneratedValue @Nullable Long id,
        String tokenHash,
        long staffId,
        String csrfToken,
        Instant createdAt,
        Instant seenAt) {}
