package herald.staff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SessionRepository extends GenericRepository<StoredSession, Long> {

    StoredSession save(StoredSession session);

    Optional<StoredSession> findByTokenHash(String tokenHash);

    @Query("UPDATE session SET seen_at = :now WHERE id = :id AND seen_at < :now")
    long seen(long id, Instant now);

    @Query("DELETE FROM session WHERE token_hash = :tokenHash")
    long close(String tokenHash);

    @Query("DELETE FROM session WHERE staff_id = :staffId AND (seen_at < :idleSince OR created_at < :openSince)")
    long closeOld(long staffId, Instant idleSince, Instant openSince);
}
