package herald.staff;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One thing somebody did.
 *
 * @param pageId null for what belongs to no page
 * @param subject the public id of what it was done to
 * @param detail in words, without secrets
 */
@MappedEntity("audit_event")
public record AuditEvent(
        @Id @GeneratedValue @Nullable Long id,
        @Nullable Long pageId,
        String actor,
        String action,
        String subject,
        @Nullable String detail,
        Instant happenedAt) {}
