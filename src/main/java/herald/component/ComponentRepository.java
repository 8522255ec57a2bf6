package herald.component;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ComponentRepository extends GenericRepository<Component, Long> {

    Component save(Component component);

    Component update(Component component);

    Optional<Component> findByCode(String code);

    @Query("SELECT * FROM component WHERE page_id = :pageId ORDER BY position, id")
    List<Component> ofPage(long pageId);

    void deleteById(long id);

    @Query("DELETE FROM incident_component WHERE component_id = :id")
    void detach(long id);

    @Query("DELETE FROM component_status_change WHERE component_id = :id")
    void forgetHistory(long id);
}
