package herald.delivery;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TargetRepository extends GenericRepository<Target, Long> {

    Target save(Target target);

    Optional<Target> findById(long id);

    Optional<Target> findByCode(String code);

    @Query("SELECT * FROM target WHERE page_id = :pageId ORDER BY id LIMIT 1000")
    List<Target> ofPage(long pageId);

    @Query("""
        UPDATE target SET state = :state, state_reason = :reason, updated_at = :now WHERE id = :id
        """)
    long moved(long id, TargetState state, @Nullable String reason, Instant now);

    @Query("""
        UPDATE target SET state = 'PAUSED', state_reason = :reason, updated_at = :now WHERE id = :id AND state = 'ACTIVE'
        """)
    long paused(long id, String reason, Instant now);

    /** Leaves the state alone: a hold that comes meanwhile holds. */
    @Query("""
        UPDATE target SET name = :name, enabled = :enabled, language = :language, settings = :settings, updated_at = :now
        WHERE id = :id
        """)
    long changed(long id, String name, boolean enabled, String language, String settings, Instant now);

    @Query("""
        UPDATE target SET state = 'ACTIVE', state_reason = NULL, updated_at = :now WHERE id = :id AND state = 'PAUSED'
        """)
    long mended(long id, Instant now);

    void deleteById(long id);

    @Query("DELETE FROM delivery WHERE target_id = :id")
    void forgetDeliveries(long id);

    @Query("DELETE FROM target_lease WHERE target_id = :id")
    void forgetLease(long id);

    /** Targets that have something to do: to send, to look for, or left in the middle by a dead holder. */
    @Query("SELECT DISTINCT d.target_id FROM delivery d JOIN target t ON t.id = d.target_id WHERE d.state = 'SENDING'"
            + " OR (t.state = 'ACTIVE' AND t.enabled = TRUE AND d.next_attempt_at <= :now AND "
            + DeliveryRepository.NOT_HELD
            + " AND (d.state = 'UNCONFIRMED' OR (d.state = 'PENDING' AND NOT EXISTS (SELECT 1 FROM delivery e WHERE"
            + DeliveryRepository.E_BEFORE_D + ")))) LIMIT 1000")
    List<Long> withWork(Instant now);

    @Query("INSERT IGNORE INTO target_memory (target_id, version, kept) VALUES (:id, 0, '')")
    void beginMemory(long id);

    @Query("SELECT version FROM target_memory WHERE target_id = :id")
    Optional<Long> memoryVersion(long id);

    @Query("SELECT kept FROM target_memory WHERE target_id = :id AND version = :version")
    Optional<String> memory(long id, long version);

    @Query("UPDATE target_memory SET kept = :kept, version = version + 1 WHERE target_id = :id AND version = :version")
    long remember(long id, long version, String kept);

    @Query("UPDATE target_memory SET kept = '', version = version + 1 WHERE target_id = :id")
    void forgetMemory(long id);

    @Query("DELETE FROM target_memory WHERE target_id = :id")
    void endMemory(long id);

    @Query("DELETE FROM delivery_card WHERE delivery_id IN (SELECT d.id FROM delivery d WHERE d.target_id = :id)")
    void forgetCards(long id);

    @Query("DELETE FROM wording WHERE target_id = :id")
    void forgetWordings(long id);

    @Query("DELETE FROM target_check WHERE target_id = :id")
    void forgetCheck(long id);

    @Query("DELETE FROM target_confirmation WHERE target_id = :id")
    void forgetConfirmation(long id);
}
