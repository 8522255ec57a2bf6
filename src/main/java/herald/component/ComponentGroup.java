package herald.component;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Components listed under one name. Groups do not nest.
 *
 * @param position its place on the page's top level, from 1, shared with components that have no group
 */
@MappedEntity("component_group")
public record ComponentGroup(
        @Id @GeneratedValue @Nullable Long id,
        String code,
        long pageId,
        String name,
        @Nullable String description,
        int position,
        Instant createdAt,
        Instant updatedAt) {}
