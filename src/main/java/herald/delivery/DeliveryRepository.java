package herald.delivery;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every change is a compare-and-set that says what it must find; it answers 1, or 0 when it found something else. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface DeliveryRepository extends GenericRepository<Delivery, Long> {

    Optional<Delivery> findById(long id);

    @Query("""
        INSERT IGNORE INTO delivery (page_id, incident_id, update_id, target_id, kind, part, revision, position, state, attempts,
          resends, fence, looks, alone, next_attempt_at, created_at, updated_at)
        SELECT :pageId, :incidentId, :updateId, t.id, 'POST', 1, 1, :position, 'PENDING', 0, 0, 0, 0, FALSE, :atOnce, :now, :now
        FROM target t WHERE t.page_id = :pageId AND t.enabled = TRUE AND t.created_at <= :madeBefore
        """)
    long fanOut(
            long pageId,
            long incidentId,
            long updateId,
            long position,
            Instant madeBefore,
            Instant atOnce,
            Instant now);

    @Query("SELECT * FROM delivery WHERE incident_id = :incidentId ORDER BY position, id LIMIT 10000")
    List<Delivery> ofIncident(long incidentId);

    @Query("""
        SELECT * FROM delivery WHERE page_id = :pageId AND state IN ('UNCONFIRMED', 'FAILED') ORDER BY id LIMIT 200
        """)
    List<Delivery> stuck(long pageId);

    /** The next message that is due and whose predecessors are all settled. */
    @Query("""
        SELECT d.* FROM delivery d
        WHERE d.target_id = :targetId AND d.state = 'PENDING' AND d.next_attempt_at <= :now
          AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.incident_id = d.incident_id AND e.target_id = d.target_id
                    AND e.position < d.position AND e.state NOT IN ('DELIVERED', 'SKIPPED'))
        ORDER BY d.next_attempt_at, d.id LIMIT 1
        """)
    Optional<Delivery> nextToSend(long targetId, Instant now);

    @Query("""
        SELECT * FROM delivery WHERE target_id = :targetId AND state = 'UNCONFIRMED' AND next_attempt_at <= :now
        ORDER BY next_attempt_at, id LIMIT 1
        """)
    Optional<Delivery> nextToLookFor(long targetId, Instant now);

    /** The last delivered message before this one: its parent in the thread. */
    @Query("""
        SELECT * FROM delivery WHERE incident_id = :incidentId AND target_id = :targetId AND position < :position
          AND state = 'DELIVERED' AND remote_id IS NOT NULL
        ORDER BY position DESC LIMIT 1
        """)
    Optional<Delivery> parent(long incidentId, long targetId, long position);

    @Query("""
        UPDATE delivery SET text = :text, reply_to = :replyTo, updated_at = :now
        WHERE id = :id AND text IS NULL AND state = 'PENDING'
        """)
    long freeze(long id, String text, @Nullable String replyTo, Instant now);

    /**
     * Takes a message for the holder of {@code fence}, in the transaction that has just written the lease's beat; 0 when an earlier
     * message of the incident is not settled, it is not due, or its target is held. Keeps the first try's time.
     */
    @Query("""
        UPDATE delivery SET state = 'SENDING', fence = :fence, attempts = attempts + 1,
          first_sent_at = COALESCE(first_sent_at, :now), updated_at = :now
        WHERE id = :id AND state = 'PENDING' AND text IS NOT NULL AND next_attempt_at <= :now
          AND EXISTS (SELECT 1 FROM target WHERE id = :targetId AND state = 'ACTIVE' AND enabled = TRUE)
          AND NOT EXISTS (SELECT 1 FROM (SELECT state, position FROM delivery
                                   WHERE incident_id = :incidentId AND target_id = :targetId) earlier
                    WHERE earlier.position < delivery.position AND earlier.state NOT IN ('DELIVERED', 'SKIPPED'))
        """)
    long take(long id, long incidentId, long targetId, long fence, Instant now);

    /** A receipt counts, whatever staff or another node have made of the message since, as long as nobody has sent it again. */
    @Query("""
        UPDATE delivery SET state = 'DELIVERED', remote_id = :remoteId, permalink = :permalink, delivered_at = :now, error = NULL,
          next_attempt_at = NULL, unconfirmed_at = NULL, updated_at = :now
        WHERE id = :id AND fence = :fence AND attempts = :attempts AND state <> 'DELIVERED'
        """)
    long delivered(
            long id, long fence, int attempts, @Nullable String remoteId, @Nullable String permalink, Instant now);

    @Query("""
        UPDATE delivery SET state = 'PENDING', next_attempt_at = :at, unconfirmed_at = NULL, error = :error, updated_at = :now
        WHERE id = :id AND fence = :fence AND attempts = :attempts AND state IN ('SENDING', 'UNCONFIRMED')
        """)
    long putBack(long id, long fence, int attempts, Instant at, @Nullable String error, Instant now);

    @Query("""
        UPDATE delivery SET state = 'UNCONFIRMED', unconfirmed_at = :now, looks = 0, next_attempt_at = :lookAt, error = :error,
          updated_at = :now
        WHERE id = :id AND fence = :fence AND state = 'SENDING'
        """)
    long unconfirmed(long id, long fence, @Nullable Instant lookAt, String error, Instant now);

    @Query("""
        UPDATE delivery SET state = 'FAILED', next_attempt_at = NULL, unconfirmed_at = NULL, error = :error, updated_at = :now
        WHERE id = :id AND fence = :fence AND attempts = :attempts AND state IN ('SENDING', 'UNCONFIRMED')
        """)
    long failed(long id, long fence, int attempts, String error, Instant now);

    /** Back to the beginning, to be written anew as a post of its own: the far side has refused it as an answer. */
    @Query("""
        UPDATE delivery SET state = 'PENDING', alone = TRUE, text = NULL, reply_to = NULL, next_attempt_at = :at, error = :error,
          updated_at = :now
        WHERE id = :id AND fence = :fence AND attempts = :attempts AND state = 'SENDING'
        """)
    long unthreaded(long id, long fence, int attempts, Instant at, String error, Instant now);

    /** A message whose words cannot be written now. */
    @Query("""
        UPDATE delivery SET next_attempt_at = :at, error = :error, updated_at = :now
        WHERE id = :id AND state = 'PENDING' AND text IS NULL
        """)
    long notWritten(long id, Instant at, String error, Instant now);

    /** Messages an earlier holder, or an earlier round of this one, left in the middle. */
    @Query("SELECT * FROM delivery WHERE target_id = :targetId AND state = 'SENDING' ORDER BY id LIMIT 100")
    List<Delivery> leftInTheMiddle(long targetId);

    @Query("""
        UPDATE delivery SET looks = :looks + 1, next_attempt_at = :lookAt, error = :error, updated_at = :now
        WHERE id = :id AND fence = :fence AND state = 'UNCONFIRMED' AND looks = :looks
        """)
    long lookAgain(long id, long fence, int looks, @Nullable Instant lookAt, String error, Instant now);

    @Query("""
        UPDATE delivery SET next_attempt_at = :lookAt, error = :error, updated_at = :now
        WHERE id = :id AND fence = :fence AND state = 'UNCONFIRMED' AND looks = :looks
        """)
    long notAnswered(long id, long fence, int looks, Instant lookAt, String error, Instant now);

    @Query("""
        UPDATE delivery SET state = 'PENDING', resends = resends + 1, next_attempt_at = :atOnce, unconfirmed_at = NULL, error = NULL,
          updated_at = :now
        WHERE id = :id AND fence = :fence AND state = 'UNCONFIRMED' AND looks = :looks
        """)
    long absent(long id, long fence, int looks, Instant atOnce, Instant now);

    @Query("""
        UPDATE delivery SET state = 'PENDING', next_attempt_at = :atOnce, unconfirmed_at = NULL, error = NULL, updated_at = :now
        WHERE id = :id AND state IN ('UNCONFIRMED', 'FAILED', 'PENDING')
        """)
    long retry(long id, Instant atOnce, Instant now);

    @Query("""
        UPDATE delivery SET state = 'SKIPPED', next_attempt_at = NULL, unconfirmed_at = NULL, error = :reason, updated_at = :now
        WHERE id = :id AND state IN ('UNCONFIRMED', 'FAILED', 'PENDING')
        """)
    long skip(long id, String reason, Instant now);

    @Query("""
        UPDATE delivery SET state = 'DELIVERED', remote_id = :remoteId, permalink = :permalink, delivered_at = :now,
          next_attempt_at = NULL, unconfirmed_at = NULL, error = NULL, updated_at = :now
        WHERE id = :id AND state IN ('UNCONFIRMED', 'FAILED')
        """)
    long confirm(long id, @Nullable String remoteId, @Nullable String permalink, Instant now);
}
