package herald.incident;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface AttachedComponentRepository extends GenericRepository<AttachedComponent, Long> {

    AttachedComponent save(AttachedComponent component);

    @Query("SELECT * FROM incident_component WHERE incident_id IN (:incidentIds) ORDER BY id")
    List<AttachedComponent> of(List<Long> incidentIds);

    @Query("DELETE FROM incident_component WHERE incident_id = :incidentId AND component_id = :componentId")
    void detach(long incidentId, long componentId);
}
