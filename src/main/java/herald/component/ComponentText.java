package herald.component;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What a component or a group is called and said to be in one language.
 *
 * @param componentId null for a group's
 * @param groupId null for a component's
 * @param language BCP 47
 * @param name null where only the description is there in this language
 * @param description null where only the name is
 */
@MappedEntity("component_text")
record ComponentText(
        @Id @GeneratedValue @Nullable Long id,
        long pageId,
        @Nullable Long componentId,
        @Nullable Long groupId,
        String language,
        @Nullable String name,
        @Nullable String description) {}
