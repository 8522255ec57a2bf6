package herald.incident;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface IncidentRepository extends GenericRepository<Incident, Long> {

    Incident save(Incident incident);

    Incident update(Incident incident);

    Optional<Incident> findById(long id);

    Optional<Incident> findByCode(String code);

    /** Until the transaction ends: who reads next reads what this one wrote. */
    @Query("SELECT id FROM incident WHERE id = :id FOR UPDATE")
    Long lock(long id);

    @Query("SELECT * FROM incident WHERE page_id = :pageId AND page_version > :version ORDER BY page_version, id"
            + " LIMIT :limit")
    List<Incident> changedSince(long pageId, long version, int limit);

    @Query("SELECT * FROM incident WHERE page_id = :pageId ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET"
            + " :offset")
    List<Incident> newest(long pageId, int limit, int offset);

    @Query("""
        SELECT * FROM incident WHERE page_id = :pageId AND stage NOT IN ('RESOLVED', 'COMPLETED')
        ORDER BY created_at DESC, id DESC LIMIT 500
        """)
    List<Incident> open(long pageId);
}
