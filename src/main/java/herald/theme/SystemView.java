package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * One row of the page's list in staff's order: a component outside any group, or a group; the other one is null.
 *
 * @param component null for a group
 * @param group null for a component
 */
public record SystemView(
        @Nullable ComponentView component, @Nullable GroupView group) {}
