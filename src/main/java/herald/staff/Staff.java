package herald.staff;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import java.time.Instant;

/**
 * Somebody who may write.
 *
 * @param email in lower case
 * @param passwordHash Argon2id as a PHC string
 * @param language BCP 47
 */
@MappedEntity("staff")
public record Staff(
        @Id @GeneratedValue @Nullable Long id,
        String code,
        String email,
        String name,
        String passwordHash,
        String language,
        Instant createdAt) {

    @Transient
    public Actor actor() {
        return new Actor(Actor.Kind.STAFF, code, name + " <" + email + ">", language);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "Staff[" + code + "]";
    }
}
