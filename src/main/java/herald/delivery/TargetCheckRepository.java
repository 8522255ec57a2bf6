package herald.delivery;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TargetCheckRepository extends GenericRepository<TargetCheck, Long> {

    Optional<TargetCheck> findByTargetId(long targetId);

    @Query("SELECT c.* FROM target_check c JOIN target t ON t.id = c.target_id WHERE t.page_id = :pageId")
    List<TargetCheck> ofPage(long pageId);

    @Query("INSERT INTO target_check (target_id, state, says, checked_at) VALUES (:targetId, :state, :says, :now)"
            + " ON DUPLICATE KEY UPDATE state = :state, says = :says, checked_at = :now")
    void keep(long targetId, TargetCheck.State state, String says, Instant now);

    /** Targets that are told of updates and have not been looked at since {@code before}. */
    @Query("SELECT t.id FROM target t LEFT JOIN target_check c ON c.target_id = t.id"
            + " WHERE t.enabled = TRUE AND (c.checked_at IS NULL OR c.checked_at < :before) ORDER BY t.id LIMIT 200")
    List<Long> due(Instant before);

    /** One node looks: 1 for the first that says so. */
    @Query("UPDATE target_check SET checked_at = :now WHERE target_id = :targetId AND checked_at < :before")
    long claim(long targetId, Instant before, Instant now);

    @Query("INSERT IGNORE INTO target_check (target_id, state, says, checked_at) VALUES (:targetId, 'UNKNOWN', :says,"
            + " :now)")
    long begin(long targetId, String says, Instant now);
}
