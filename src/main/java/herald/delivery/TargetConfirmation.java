package herald.delivery;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * That a person looks at a page's first real account before it speaks for the company.
 *
 * @param testedAt when a test post arrived there; null before
 * @param permalink of the test post; null where the far side named none
 * @param confirmedAt null until somebody has said that it is the right one
 */
@MappedEntity("target_confirmation")
public record TargetConfirmation(
        @Id long targetId,
        @Nullable Instant testedAt,
        @Nullable String permalink,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy) {}
