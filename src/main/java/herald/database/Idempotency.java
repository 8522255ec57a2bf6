package herald.database;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes that happen once however often they are asked for. The key is claimed in a transaction of its own; the work and its
 * answer are then written together, and only while the claim still holds. So a node that dies between the two leaves a claim
 * that another takes over, and one that comes late writes nothing.
 */
@Singleton
public class Idempotency {

    private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
    private static final Duration BETWEEN_PURGES = Duration.ofMinutes(1);

    private final IdempotencyKeyRepository keys;
    private final Transactions transactions;
    private final IdempotencySettings settings;
    private final Clock clock;
    /** Claims of this node whose work has ended without an answer, and which the database could not be told to release. */
    private final Set<String> abandoned = ConcurrentHashMap.newKeySet();

    private volatile Instant nextPurge = Instant.MIN;

    Idempotency(IdempotencyKeyRepository keys, Transactions transactions, IdempotencySettings settings, Clock clock) {
        this.keys = keys;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is answered again to the same request.
     *
     * @param tag the version that the answer shows; null for none
     */
    public record Answer(int status, @Nullable String tag, String body) {}

    /**
     * Does {@code work} in one transaction, or answers what it answered before. Call it outside any transaction. Work that throws
     * leaves nothing, and its key may be used again.
     *
     * @param owner whose key it is
     * @param fingerprint of the whole request, at most 64 characters
     * @throws KeyReusedException when the key belongs to a request with another fingerprint
     * @throws KeyInUseException while the first request with the key runs
     */
    public Answer once(String owner, String key, String fingerprint, Supplier<Answer> work) {
        purge();
        var name = sha256(key);
        var claim = UUID.randomUUID().toString();
        var stored = claim(owner, name, fingerprint, claim);
        if (stored.isPresent()) {
            return stored.get();
        }
        try {
            return transactions.write(() -> finished(owner, name, claim, work.get()));
        } catch (ClaimLostException late) {
            return keys.find(owner, name).flatMap(Idempotency::answered).orElseThrow(KeyInUseException::new);
        } catch (RuntimeException | Error failure) {
            release(owner, name, claim);
            throw failure;
        }
    }

    /** The stored answer, or nothing once the key is claimed. */
    private Optional<Answer> claim(String owner, String name, String fingerprint, String claim) {
        try {
            return transactions.write(() -> {
                var known = keys.find(owner, name).filter(key -> !isForgotten(key));
                if (known.isPresent()) {
                    return of(known.get(), fingerprint, claim);
                }
                keys.save(new IdempotencyKey(null, owner, name, fingerprint, claim, clock.instant(), null, null, null));
                return Optional.empty();
            });
        } catch (RuntimeException failure) {
            if (!isDuplicate(failure)) {
                throw failure;
            }
            return transactions.write(
                    () -> of(keys.find(owner, name).orElseThrow(KeyInUseException::new), fingerprint, claim));
        }
    }

    private Optional<Answer> of(IdempotencyKey key, String fingerprint, String claim) {
        if (!key.fingerprint().equals(fingerprint)) {
            throw new KeyReusedException();
        }
        var answer = answered(key);
        if (answer.isPresent()) {
            return answer;
        }
        boolean stale =
                key.claimedAt().plus(settings.takeOver()).isBefore(clock.instant()) || abandoned.contains(key.claim());
        if (!stale || keys.takeOver(key.id(), key.claim(), claim, clock.instant()) != 1) {
            throw new KeyInUseException();
        }
        abandoned.remove(key.claim());
        return Optional.empty();
    }

    private Answer finished(String owner, String name, String claim, Answer answer) {
        if (keys.finish(owner, name, claim, answer.status(), answer.tag(), answer.body()) != 1) {
            throw new ClaimLostException();
        }
        return answer;
    }

    /** Leaves a finished row alone: a commit whose answer was lost may well have come through. */
    private void release(String owner, String name, String claim) {
        try {
            transactions.run(() -> keys.release(owner, name, claim));
        } catch (RuntimeException away) {
            LOG.warn(
                    "An idempotency key could not be released and is taken over when it is used again: {}",
                    away.getMessage());
            abandoned.add(claim);
        }
    }

    private boolean isForgotten(IdempotencyKey key) {
        return key.claimedAt().plus(settings.keep()).isBefore(clock.instant())
                && keys.forget(key.id(), key.claim()) == 1;
    }

    private void purge() {
        var now = clock.instant();
        if (now.isBefore(nextPurge)) {
            return;
        }
        nextPurge = now.plus(BETWEEN_PURGES);
        transactions.run(() -> keys.forgetBefore(now.minus(settings.keep())));
    }

    private static Optional<Answer> answered(IdempotencyKey key) {
        return key.status() == null || key.answer() == null
                ? Optional.empty()
                : Optional.of(new Answer(key.status(), key.tag(), key.answer()));
    }

    private static boolean isDuplicate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLIntegrityConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The claim went to another while the work was being done; the work is rolled back. */
    private static final class ClaimLostException extends RuntimeException {}
}
