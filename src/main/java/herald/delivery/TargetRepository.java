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

    Target update(Target target);

    Optional<Target> findById(long id);

    Optional<Target> findByCode(String code);

    @Query("SELECT * FROM target WHERE page_id = :pageId ORDER BY id LIMIT 1000")
    List<Target> ofPage(long pageId);

    @Query("""
        UPDATE target SET state = :state, state_reason = :reason, updated_at = :now WHERE id = :id AND state = :before
        """)
    long moved(long id, TargetState before, TargetState state, @Nullable String reason, Instant now);

    void deleteById(long id);

    @Query("DELETE FROM delivery WHERE target_id = :id")
    void forgetDeliveries(long id);

    @Query("DELETE FROM target_lease WHERE target_id = :id")
    void forgetLease(long id);

    /** Targets that have something to do: to send, to look for, or left in the middle by a dead holder. */
    @Query("""
        SELECT DISTINCT d.target_id FROM delivery d JOIN target t ON t.id = d.target_id
        WHERE t.state = 'ACTIVE' AND t.enabled = TRUE
          AND (d.state = 'SENDING' OR (d.state IN ('PENDING', 'UNCONFIRMED') AND d.next_attempt_at <= :now))
        LIMIT 1000
        """)
    List<Long> withWork(Instant now);
}
