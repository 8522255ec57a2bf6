package herald.incident;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface UpdateTextRepository extends GenericRepository<UpdateText, Long> {

    UpdateText save(UpdateText text);

    @Query("SELECT * FROM incident_update_text WHERE update_id IN (:updateIds) ORDER BY update_id, revision, language")
    List<UpdateText> of(List<Long> updateIds);
}
