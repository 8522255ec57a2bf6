package herald.incident;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One post about an incident.
 *
 * @param sequence its place in the incident, from 1; the order everywhere
 * @param nextUpdateAt when the next word was promised with it; null for no promise
 * @param displayAt when it is shown as posted
 * @param createdAt when it was posted
 */
@MappedEntity("incident_update")
public record IncidentUpdate(
        @Id @GeneratedValue @Nullable Long id,
        String code,
        long incidentId,
        int sequence,
        Stage stage,
        boolean deliverNotifications,
        @Nullable Instant nextUpdateAt,
        String author,
        Instant displayAt,
        Instant createdAt,
        Instant updatedAt) {

    IncidentUpdate edited(@Nullable Instant shownAt, Instant now) {
        return new IncidentUpdate(
                id,
                code,
                incidentId,
                sequence,
                stage,
                deliverNotifications,
                nextUpdateAt,
                author,
                shownAt == null ? displayAt : shownAt,
                createdAt,
                now);
    }
}
