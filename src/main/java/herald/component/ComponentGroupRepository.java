package herald.component;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ComponentGroupRepository extends GenericRepository<ComponentGroup, Long> {

    ComponentGroup save(ComponentGroup group);

    ComponentGroup update(ComponentGroup group);

    Optional<ComponentGroup> findByCode(String code);

    @Query("SELECT * FROM component_group WHERE page_id = :pageId ORDER BY position, id")
    List<ComponentGroup> ofPage(long pageId);

    void deleteById(long id);
}
