package herald.appearance;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ThemeChangeRepository extends GenericRepository<ThemeChange, Long> {

    ThemeChange save(ThemeChange change);

    /** The newest first. */
    @Query("SELECT * FROM theme_change WHERE page_id = :pageId ORDER BY id DESC LIMIT 20")
    List<ThemeChange> ofPage(long pageId);
}
