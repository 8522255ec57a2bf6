package herald.appearance;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ThemeContentRepository extends GenericRepository<ThemeContent, Long> {

    @Query("SELECT id, content FROM theme_version WHERE name = :name AND number = :number AND content IS NOT NULL")
    Optional<ThemeContent> find(String name, int number);
}
