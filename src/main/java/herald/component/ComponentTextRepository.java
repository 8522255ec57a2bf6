package herald.component;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ComponentTextRepository extends GenericRepository<ComponentText, Long> {

    ComponentText save(ComponentText text);

    @Query("SELECT * FROM component_text WHERE page_id = :pageId ORDER BY language, id")
    List<ComponentText> ofPage(long pageId);

    @Query("DELETE FROM component_text WHERE component_id = :id")
    void forgetComponent(long id);

    @Query("DELETE FROM component_text WHERE group_id = :id")
    void forgetGroup(long id);
}
