package herald.page;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface PageRepository extends GenericRepository<Page, Long> {

    Page save(Page page);

    Page update(Page page);

    Optional<Page> findById(long id);

    Optional<Page> findByCode(String code);

    Optional<Page> findByDomain(String domain);

    @Query("SELECT * FROM page ORDER BY id LIMIT 1000")
    List<Page> all();

    @Query("UPDATE page SET version = version + 1, updated_at = :now WHERE id = :id")
    long raiseVersion(long id, Instant now);

    @Query("UPDATE page SET theme = :theme WHERE id = :id")
    long wear(long id, String theme);

    @Query("SELECT version FROM page WHERE id = :id")
    Optional<Long> version(long id);
}
