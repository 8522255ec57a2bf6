package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * What can be up or down.
 *
 * @param id the API's; names the element {@code c-ID}
 * @param name as staff call it
 * @param description null when staff gave none
 * @param status what it is now
 * @param bars its last 90 days; null when the page does not show them
 */
public record ComponentView(
        String id,
        String name,
        @Nullable String description,
        Label status,
        @Nullable Fragment bars) {}
