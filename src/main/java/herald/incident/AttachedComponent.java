package herald.incident;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** That an incident touches a component. */
@MappedEntity("incident_component")
record AttachedComponent(@Id @GeneratedValue @Nullable Long id, long incidentId, long componentId) {}
