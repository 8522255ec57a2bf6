package herald.staff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface AuditRepository extends GenericRepository<AuditEvent, Long> {

    AuditEvent save(AuditEvent event);

    @Query("SELECT * FROM audit_event WHERE page_id = :pageId ORDER BY happened_at DESC, id DESC LIMIT :limit")
    List<AuditEvent> newest(long pageId, int limit);
}
