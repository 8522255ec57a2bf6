package herald.outbox;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One update to be told.
 *
 * @param sequence the update's place within its incident
 * @param fannedOutAt null until its deliveries have been written
 */
@MappedEntity("outbox")
public record OutboxEntry(
        @Id @GeneratedValue @Nullable Long id,
        long pageId,
        long incidentId,
        long updateId,
        int sequence,
        Instant createdAt,
        @Nullable Instant fannedOutAt) {}
