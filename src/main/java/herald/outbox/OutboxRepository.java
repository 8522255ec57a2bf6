package herald.outbox;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface OutboxRepository extends GenericRepository<OutboxEntry, Long> {

    OutboxEntry save(OutboxEntry entry);

    @Query("SELECT * FROM outbox WHERE fanned_out_at IS NULL ORDER BY id LIMIT 200")
    List<OutboxEntry> waiting();

    @Query("UPDATE outbox SET fanned_out_at = :now WHERE id = :id AND fanned_out_at IS NULL")
    long take(long id, Instant now);
}
