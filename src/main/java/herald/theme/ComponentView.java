package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * What can be up or down.
 *
 * @param description null when staff gave none
 * @param uptime null when the page does not show it
 */
public record ComponentView(
        String id,
        String name,
        @Nullable String description,
        Label status,
        @Nullable UptimeView uptime) {}
