package herald.delivery;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;

/**
 * What may be said about a target; null leaves a field as it is.
 *
 * @param channel given once, when the target is made
 * @param settings by name; names that are not given stay, an empty word removes one
 */
public record TargetFields(
        @Nullable String channel,
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable String language,
        @Nullable Map<String, String> settings) {

    @Override
    public String toString() {
        return "TargetFields[" + channel + ", " + name + "]";
    }
}
