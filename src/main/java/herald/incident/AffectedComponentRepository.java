package herald.incident;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface AffectedComponentRepository extends GenericRepository<AffectedComponent, Long> {

    AffectedComponent save(AffectedComponent component);

    @Query("SELECT * FROM update_component WHERE update_id IN (:updateIds) ORDER BY id")
    List<AffectedComponent> of(List<Long> updateIds);
}
