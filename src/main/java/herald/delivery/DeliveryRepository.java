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

    /** The place of a row named {@code e} among those of its position: see {@link Delivery#turn}. */
    String TURN_OF_E = """
        (e.revision * 1000000 + e.part * 10 + CASE e.kind WHEN 'DELETE' THEN 0 WHEN 'POST' THEN 1 ELSE 2 END)
        """;

    /** The same of {@code d}. */
    String TURN_OF_D = """
        (d.revision * 1000000 + d.part * 10 + CASE d.kind WHEN 'DELETE' THEN 0 WHEN 'POST' THEN 1 ELSE 2 END)
        """;

    /** {@code e} has to be settled before {@code d}: posts of earlier updates, and what comes before it for the same update. */
    String E_BEFORE_D =
            " e.incident_id = d.incident_id AND e.target_id = d.target_id AND e.state NOT IN ('DELIVERED', 'SKIPPED')"
                    + " AND ((e.position < d.position AND e.kind = 'POST')"
                    + " OR (e.position = d.position AND e.kind IN ('POST', 'DELETE') AND " + TURN_OF_E + " < "
                    + TURN_OF_D + "))";

    /** {@code e} stands on the far side and has not been taken back. */
    String E_STANDS =
            " e.kind = 'POST' AND e.state = 'DELIVERED' AND e.remote_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
                + " delivery r WHERE r.update_id = e.update_id AND r.target_id = e.target_id AND r.kind = 'DELETE' AND"
                + " r.part = e.part AND r.revision > e.revision AND r.state = 'DELIVERED') ";

    /** The page of {@code t} does not hold all its mirrors. */
    String NOT_HELD =
            " t.page_id NOT IN (SELECT s.page_id FROM page_switch s WHERE s.name = 'mirrors_held' AND s.is_on = TRUE) ";

    @Query("""
        INSERT IGNORE INTO delivery (page_id, incident_id, update_id, target_id, kind, part, revision, position, state, attempts,
          resends, fence, looks, alone, next_attempt_at, created_at, updated_at)
        SELECT :pageId, :incidentId, :updateId, t.id, 'POST', 1, 1, :position, 'PENDING', 0, 0, 0, 0, FALSE, :dueAt, :now, :now
        FROM target t WHERE t.page_id = :pageId AND t.enabled = TRUE AND t.created_at <= :madeBefore
        """)
    long fanOut(
            long pageId, long incidentId, long updateId, long position, Instant madeBefore, Instant dueAt, Instant now);

    /** One more delivery for an update that has been fanned out: a part, a correction, the first message's new state. */
    @Query("""
        INSERT IGNORE INTO delivery (page_id, incident_id, update_id, target_id, kind, part, revision, position, state, text,
          attempts, resends, fence, looks, alone, next_attempt_at, created_at, updated_at)
        VALUES (:pageId, :incidentId, :updateId, :targetId, :kind, :part, :revision, :position, 'PENDING', :text,
          0, 0, 0, 0, FALSE, :dueAt, :now, :now)
        """)
    long add(
            long pageId,
            long incidentId,
            long updateId,
            long targetId,
            DeliveryKind kind,
            int part,
            int revision,
            long position,
            @Nullable String text,
            Instant dueAt,
            Instant now);

    /** Parts that were frozen with a first part that is written anew. */
    @Query("""
        DELETE FROM delivery WHERE update_id = :updateId AND target_id = :targetId AND kind = 'POST' AND revision = :revision
          AND part > 1 AND state = 'PENDING' AND attempts = 0
        """)
    long forgetParts(long updateId, long targetId, int revision);

    @Query("SELECT * FROM delivery WHERE update_id = :updateId AND target_id = :targetId ORDER BY revision, part, id")
    List<Delivery> ofUpdate(long updateId, long targetId);

    /** Takes back what has not left yet; what may be out stays for staff. */
    @Query("""
        UPDATE delivery SET state = 'SKIPPED', next_attempt_at = NULL, error = :reason, updated_at = :now
        WHERE update_id = :updateId AND state IN ('PENDING', 'FAILED')
        """)
    long skipUpdate(long updateId, String reason, Instant now);

    @Query("SELECT COUNT(*) FROM withdrawal WHERE update_id = :updateId")
    long withdrawals(long updateId);

    /** Posts of later updates to the same target that are due as well and not written yet, the last one last. */
    @Query("""
        SELECT * FROM delivery WHERE incident_id = :incidentId AND target_id = :targetId AND kind = 'POST' AND state = 'PENDING'
          AND part = 1 AND revision = 1 AND text IS NULL AND position > :position AND next_attempt_at <= :now ORDER BY position
        """)
    List<Delivery> waitingBehind(long incidentId, long targetId, long position, Instant now);

    /** Back to be written, as long as it was never tried. */
    @Query("""
        UPDATE delivery SET text = NULL, reply_to = NULL, updated_at = :now WHERE id = :id AND state = 'PENDING' AND attempts = 0
          AND kind = 'POST' AND part = 1 AND revision = 1
        """)
    long unfreeze(long id, Instant now);

    @Query("INSERT IGNORE INTO delivery_fold (delivery_id, into_id) VALUES (:id, :intoId)")
    void fold(long id, long intoId);

    @Query("SELECT d.* FROM delivery d JOIN delivery_fold f ON f.delivery_id = d.id WHERE f.into_id = :id ORDER BY"
            + " d.position")
    List<Delivery> foldedInto(long id);

    @Query("INSERT IGNORE INTO delivery_card (delivery_id, card, mail) VALUES (:id, :card, :mail)")
    void keepCard(long id, String card, @Nullable String mail);

    @Query("DELETE FROM delivery_card WHERE delivery_id = :id")
    void forgetCard(long id);

    @Query("SELECT card FROM delivery_card WHERE delivery_id = :id")
    Optional<String> card(long id);

    @Query("SELECT mail FROM delivery_card WHERE delivery_id = :id AND mail IS NOT NULL")
    Optional<String> mail(long id);

    @Query("SELECT * FROM delivery WHERE incident_id = :incidentId ORDER BY position, revision, part, id LIMIT 10000")
    List<Delivery> ofIncident(long incidentId);

    @Query("""
        SELECT * FROM delivery WHERE page_id = :pageId AND state IN ('UNCONFIRMED', 'FAILED') ORDER BY id LIMIT 200
        """)
    List<Delivery> stuck(long pageId);

    /** The next message that is due and whose predecessors are all settled. */
    @Query("SELECT d.* FROM delivery d WHERE d.target_id = :targetId AND d.state = 'PENDING' AND d.next_attempt_at <="
            + " :now AND NOT EXISTS (SELECT 1 FROM delivery e WHERE " + E_BEFORE_D + ")"
            + " ORDER BY d.next_attempt_at, d.position, " + TURN_OF_D + ", d.id LIMIT 1")
    Optional<Delivery> nextToSend(long targetId, Instant now);

    @Query("""
        SELECT * FROM delivery WHERE target_id = :targetId AND state = 'UNCONFIRMED' AND next_attempt_at <= :now
        ORDER BY next_attempt_at, id LIMIT 1
        """)
    Optional<Delivery> nextToLookFor(long targetId, Instant now);

    /** The post before this place that stands: its parent in the thread. */
    @Query("SELECT e.* FROM delivery e WHERE e.incident_id = :incidentId AND e.target_id = :targetId AND (e.position"
            + " < :position OR (e.position = :position AND " + TURN_OF_E + " < :turn)) AND " + E_STANDS
            + " ORDER BY e.position DESC, e.revision DESC, e.part DESC LIMIT 1")
    Optional<Delivery> parent(long incidentId, long targetId, long position, long turn);

    /** The first post of the thread that stands now. */
    @Query("SELECT e.* FROM delivery e WHERE e.incident_id = :incidentId AND e.target_id = :targetId AND e.reply_to"
            + " IS NULL AND "
            + E_STANDS + " ORDER BY e.position DESC, e.revision DESC, e.part DESC LIMIT 1")
    Optional<Delivery> root(long incidentId, long targetId);

    /** The post of this update and part that stands, and that a change of this revision is about. */
    @Query("SELECT e.* FROM delivery e WHERE e.update_id = :updateId AND e.target_id = :targetId AND e.part = :part"
            + " AND e.revision < :revision AND " + E_STANDS + " ORDER BY e.revision DESC LIMIT 1")
    Optional<Delivery> standing(long updateId, long targetId, int part, int revision);

    /** A part's place in the thread is known only once the part before it is out. */
    @Query("""
        UPDATE delivery SET reply_to = :replyTo, updated_at = :now
        WHERE id = :id AND text IS NOT NULL AND reply_to IS NULL AND attempts = 0 AND state = 'PENDING'
        """)
    long thread(long id, @Nullable String replyTo, Instant now);

    @Query("""
        UPDATE delivery SET text = :text, reply_to = :replyTo, updated_at = :now
        WHERE id = :id AND text IS NULL AND state = 'PENDING'
        """)
    long freeze(long id, String text, @Nullable String replyTo, Instant now);

    /**
     * Takes a message for the holder of {@code fence}, in the transaction that has just written the lease's beat; 0 when an earlier
     * message is not settled, it is not due, its words were withdrawn, or its target or all mirrors are held. Keeps the first try's time.
     *
     * @param turn its {@link Delivery#turn}, at {@code position}
     */
    @Query("UPDATE delivery SET state = 'SENDING', fence = :fence, attempts = attempts + 1, first_sent_at ="
        + " COALESCE(first_sent_at, :now), updated_at = :now WHERE id = :id AND state = 'PENDING' AND text IS NOT NULL"
        + " AND next_attempt_at <= :now AND EXISTS (SELECT 1 FROM target t WHERE t.id = :targetId AND t.state ="
        + " 'ACTIVE' AND t.enabled = TRUE AND "
            + NOT_HELD + ") AND (kind = 'DELETE' OR NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.update_id ="
            + " delivery.update_id)) AND NOT EXISTS (SELECT 1 FROM (SELECT * FROM delivery WHERE"
            + " incident_id = :incidentId AND target_id = :targetId) e WHERE e.state NOT IN ('DELIVERED',"
            + " 'SKIPPED') AND ((e.position < :position AND e.kind = 'POST') OR (e.position = :position AND"
            + " e.kind IN ('POST', 'DELETE') AND " + TURN_OF_E + " < :turn)))")
    long take(long id, long incidentId, long targetId, long position, long turn, long fence, Instant now);

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

    /** A message that has lost its point: a later one speaks for it. */
    @Query("""
        UPDATE delivery SET state = 'SKIPPED', next_attempt_at = NULL, error = :reason, updated_at = :now
        WHERE id = :id AND state = 'PENDING' AND (attempts = 0 OR kind <> 'POST')
        """)
    long superseded(long id, String reason, Instant now);

    /** Whether the first message is about to be brought to a later state than that of {@code position}. */
    @Query("""
        SELECT COUNT(*) FROM delivery WHERE incident_id = :incidentId AND target_id = :targetId AND kind = 'ROOT'
          AND position > :position AND state <> 'SKIPPED'
        """)
    long laterRoots(long incidentId, long targetId, long position);

    @Query("""
        UPDATE delivery SET state = 'DELIVERED', remote_id = :remoteId, permalink = :permalink, delivered_at = :now,
          next_attempt_at = NULL, unconfirmed_at = NULL, error = NULL, updated_at = :now
        WHERE id = :id AND state IN ('UNCONFIRMED', 'FAILED')
        """)
    long confirm(long id, @Nullable String remoteId, @Nullable String permalink, Instant now);
}
