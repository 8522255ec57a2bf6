package herald.incident;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface UpdateRepository extends GenericRepository<IncidentUpdate, Long> {

    IncidentUpdate save(IncidentUpdate update);

    IncidentUpdate update(IncidentUpdate update);

    Optional<IncidentUpdate> findByCode(String code);

    @Query("SELECT * FROM incident_update WHERE incident_id IN (:incidentIds) ORDER BY incident_id, sequence")
    List<IncidentUpdate> of(List<Long> incidentIds);
}
