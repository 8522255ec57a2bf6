package herald.delivery;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What the last look at a target's account showed.
 *
 * @param state {@code READY}, {@code WARNED}, {@code BROKEN} or {@code UNKNOWN}
 * @param says in words for staff: whose account it is, or what is wrong
 */
@MappedEntity("target_check")
public record TargetCheck(@Id long targetId, State state, String says, Instant checkedAt) {

    public enum State {
        READY,
        /** It would take a post now, but something may go wrong in the next incident. */
        WARNED,
        BROKEN,
        /** It could not be asked. */
        UNKNOWN
    }

    /** Whether staff should see to it before the next incident. */
    public boolean isTrouble() {
        return state == State.WARNED || state == State.BROKEN;
    }
}
