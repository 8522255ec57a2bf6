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

    @Query("""
        SELECT c.component_id, MAX(c.id) AS last_id, COUNT(*) AS changes FROM component_status_change c
        JOIN component ON component.id = c.component_id
        WHERE component.page_id = :pageId GROUP BY c.component_id
        """)
    List<HistoryMark> marks(long pageId);

    @Query("SELECT * FROM component_status_change WHERE component_id IN (:componentIds) ORDER BY changed_at, id")
    List<ComponentStatusChange> ofAll(List<Long> componentIds);
}
