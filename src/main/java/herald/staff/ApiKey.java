package herald.staff;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A program that may write. The key itself is shown once and not kept. */
@MappedEntity("api_key")
public record ApiKey(
        @Id @GeneratedValue @Nullable Long id, String code, String name, String keyHash, Instant createdAt) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "ApiKey[" + code + "]";
    }
}
