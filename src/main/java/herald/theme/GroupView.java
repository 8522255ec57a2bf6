package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Components listed under one name.
 *
 * @param id the API's; names the element {@code g-ID}
 * @param name as staff call it
 * @param description null when staff gave none
 * @param status the worst of its components
 * @param opened whether it stands open on arrival: something in it is not operational, or staff want it so
 * @param components in staff's order
 */
public record GroupView(
        String id,
        String name,
        @Nullable String description,
        Label status,
        boolean opened,
        List<ComponentView> components) {}
