package herald.delivery;

import herald.incident.Story.Told;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Why a message is written, as far as its words depend on it.
 *
 * @param first whether it begins its thread
 * @param wording staff's own words for this target; null for the template's
 * @param correction whether it corrects a post that stays
 * @param before updates it also speaks for, the first one first
 */
record Occasion(boolean first, @Nullable String wording, boolean correction, List<Told> before) {

    /** Whether the template's words for this update alone go out. */
    boolean isPlain() {
        return wording == null && !correction && before.isEmpty();
    }

    static Occasion of(boolean first) {
        return new Occasion(first, null, false, List.of());
    }
}
