package herald.incident;

import herald.component.ComponentStatus;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What one update said of one component.
 *
 * @param name as it stood then, with its group's name before it
 */
@MappedEntity("update_component")
public record AffectedComponent(
        @Id @GeneratedValue @Nullable Long id,
        long updateId,
        String componentCode,
        String name,
        ComponentStatus oldStatus,
        ComponentStatus newStatus) {}
