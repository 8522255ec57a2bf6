package herald.staff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ApiKeyRepository extends GenericRepository<ApiKey, Long> {

    ApiKey save(ApiKey key);

    Optional<ApiKey> findByKeyHash(String keyHash);

    Optional<ApiKey> findByCode(String code);

    @Query("SELECT * FROM api_key ORDER BY id LIMIT 500")
    List<ApiKey> all();

    void deleteById(long id);
}
