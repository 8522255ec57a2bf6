package herald.delivery;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * Who may write to a target.
 *
 * @param holder null while nobody does
 * @param fence raised by every taking; a delivery remembers the fence under which it left
 * @param beat raised by every sign of life, so that the others see one without comparing clocks
 */
@MappedEntity("target_lease")
record TargetLease(@Id long targetId, @Nullable String holder, long fence, long beat) {}
