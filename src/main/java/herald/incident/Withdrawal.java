package herald.incident;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** That the words of an update were taken back. */
@MappedEntity("withdrawal")
public record Withdrawal(@Id long updateId, Instant withdrawnAt, String withdrawnBy) {}
