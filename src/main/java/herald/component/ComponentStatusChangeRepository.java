package herald.component;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ComponentStatusChangeRepository extends GenericRepository<ComponentStatusChange, Long> {

    ComponentStatusChange save(ComponentStatusChange change);

    @Query("SELECT * FROM component_status_change WHERE component_id = :componentId ORDER BY changed_at, id LIMIT"
            + " 10000")
    List<ComponentStatusChange> of(long componentId);
}
