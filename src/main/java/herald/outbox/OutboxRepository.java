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

    /** An update is handed over only after those before it: a later delivery must never be there without the earlier one. */
    @Query("""
        UPDATE outbox SET fanned_out_at = :now WHERE id = :id AND fanned_out_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM (SELECT sequence FROM outbox WHERE incident_id = :incidentId AND fanned_out_at IS NULL) earlier
                          WHERE earlier.sequence < outbox.sequence)
        """)
    long take(long id, long incidentId, Instant now);

    @Query("UPDATE outbox SET fanned_out_at = :now WHERE update_id = :updateId AND fanned_out_at IS NULL")
    long close(long updateId, Instant now);
}
