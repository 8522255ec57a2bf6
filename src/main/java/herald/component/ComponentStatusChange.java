package herald.component;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A component's status from one moment on.
 *
 * @param incidentId null for a change outside any incident
 * @param oldStatus null for the component's first
 */
@MappedEntity("component_status_change")
public record ComponentStatusChange(
        @Id @GeneratedValue @Nullable Long id,
        long componentId,
        @Nullable Long incidentId,
        @Nullable ComponentStatus oldStatus,
        ComponentStatus newStatus,
        Instant changedAt) {}
