package herald.database;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface IdempotencyKeyRepository extends GenericRepository<IdempotencyKey, Long> {

    IdempotencyKey save(IdempotencyKey key);

    @Query("SELECT * FROM idempotency_key WHERE owner = :owner AND name = :name")
    Optional<IdempotencyKey> find(String owner, String name);

    @Query("UPDATE idempotency_key SET claim = :next, claimed_at = :now WHERE id = :id AND claim = :claim AND status IS"
            + " NULL")
    long takeOver(long id, String claim, String next, Instant now);

    @Query("""
        UPDATE idempotency_key SET status = :status, tag = :tag, answer = :answer
        WHERE owner = :owner AND name = :name AND claim = :claim AND status IS NULL
        """)
    long finish(String owner, String name, String claim, int status, @Nullable String tag, String answer);

    @Query("DELETE FROM idempotency_key WHERE owner = :owner AND name = :name AND claim = :claim AND status IS NULL")
    long release(String owner, String name, String claim);

    @Query("DELETE FROM idempotency_key WHERE id = :id AND claim = :claim")
    long forget(long id, String claim);

    @Query("DELETE FROM idempotency_key WHERE claimed_at < :moment")
    long forgetBefore(Instant moment);
}
