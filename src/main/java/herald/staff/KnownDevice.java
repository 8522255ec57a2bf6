package herald.staff;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A browser that somebody has signed in with. */
@MappedEntity("known_device")
record KnownDevice(@Id @GeneratedValue @Nullable Long id, String tokenHash, long staffId, Instant createdAt) {}
