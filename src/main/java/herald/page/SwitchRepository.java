package herald.page;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SwitchRepository extends GenericRepository<Page, Long> {

    @Query("""
        INSERT INTO page_switch (page_id, name, is_on) VALUES (:pageId, :name, :on) ON DUPLICATE KEY UPDATE is_on = :on
        """)
    void set(long pageId, String name, boolean on);

    @Query("SELECT name FROM page_switch WHERE page_id = :pageId AND is_on = TRUE")
    List<String> on(long pageId);
}
