package herald.incident;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** An incident's name in one language. */
@MappedEntity("incident_text")
record IncidentText(@Id @GeneratedValue @Nullable Long id, long incidentId, String language, String name) {}
