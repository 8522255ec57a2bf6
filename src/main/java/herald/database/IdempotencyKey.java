package herald.database;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One write that was asked for with a key.
 *
 * @param name the key's SHA-256: keys are told apart by every byte, whatever the database's collation
 * @param claim who does the work; the answer is written by its holder alone
 * @param status null while the work is being done
 * @param tag null for an answer without one, or none yet
 * @param answer null while the work is being done
 */
@MappedEntity("idempotency_key")
record IdempotencyKey(
        @Id @GeneratedValue @Nullable Long id,
        String owner,
        String name,
        String fingerprint,
        String claim,
        Instant claimedAt,
        @Nullable Integer status,
        @Nullable String tag,
        @Nullable String answer) {}
