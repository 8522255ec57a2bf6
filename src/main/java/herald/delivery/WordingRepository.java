package herald.delivery;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface WordingRepository extends GenericRepository<Delivery, Long> {

    @Query("INSERT INTO wording (update_id, target_id, text, author, written_at) VALUES (:updateId, :targetId, :text,"
            + " :author, :now) ON DUPLICATE KEY UPDATE text = :text, author = :author, written_at = :now")
    void keep(long updateId, long targetId, String text, String author, Instant now);

    @Query("DELETE FROM wording WHERE update_id = :updateId AND target_id = :targetId")
    void forget(long updateId, long targetId);

    @Query("SELECT text FROM wording WHERE update_id = :updateId AND target_id = :targetId")
    Optional<String> of(long updateId, long targetId);
}
