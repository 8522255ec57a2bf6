package herald.incident;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface PostmortemRepository extends GenericRepository<Postmortem, Long> {

    Postmortem save(Postmortem postmortem);

    Postmortem update(Postmortem postmortem);

    Optional<Postmortem> findByIncidentId(long incidentId);

    void deleteById(long id);

    @Query("SELECT * FROM postmortem WHERE incident_id IN (:incidentIds) AND published_at IS NOT NULL")
    List<Postmortem> published(List<Long> incidentIds);
}
