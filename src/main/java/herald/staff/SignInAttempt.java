package herald.staff;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One try to sign in that has not succeeded.
 *
 * @param subjectHash of the account, address or device it counts against
 */
@MappedEntity("sign_in_attempt")
record SignInAttempt(@Id @GeneratedValue @Nullable Long id, String subjectHash, Instant attemptedAt) {}
