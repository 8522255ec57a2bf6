package herald.component;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One thing that can be up or down.
 *
 * @param position its place among its siblings, from 1
 * @param showcase whether its uptime is shown
 * @param startDate since when it is counted; null for since it was made
 */
@MappedEntity("component")
public record Component(
        @Id @GeneratedValue @Nullable Long id,
        String code,
        long pageId,
        @Nullable Long groupId,
        String name,
        @Nullable String description,
        ComponentStatus status,
        int position,
        boolean showcase,
        boolean onlyShowIfDegraded,
        @Nullable LocalDate startDate,
        Instant createdAt,
        Instant updatedAt) {

    Component in(ComponentStatus next, Instant now) {
        return new Component(
                id,
                code,
                pageId,
                groupId,
                name,
                description,
                next,
                position,
                showcase,
                onlyShowIfDegraded,
                startDate,
                createdAt,
                now);
    }

    Component in(@Nullable Long group, int place, Instant now) {
        return new Component(
                id,
                code,
                pageId,
                group,
                name,
                description,
                status,
                place,
                showcase,
                onlyShowIfDegraded,
                startDate,
                createdAt,
                now);
    }
}
