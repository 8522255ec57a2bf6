package herald.incident;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TextRepository extends GenericRepository<IncidentText, Long> {

    IncidentText save(IncidentText text);

    @Query("UPDATE incident_text SET name = :name WHERE incident_id = :incidentId AND language = :language")
    long rename(long incidentId, String language, String name);

    @Query("SELECT * FROM incident_text WHERE incident_id IN (:incidentIds) ORDER BY id")
    List<IncidentText> of(List<Long> incidentIds);
}
