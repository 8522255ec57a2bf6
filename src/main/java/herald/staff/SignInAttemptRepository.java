package herald.staff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SignInAttemptRepository extends GenericRepository<SignInAttempt, Long> {

    SignInAttempt save(SignInAttempt attempt);

    @Query("""
        SELECT * FROM sign_in_attempt WHERE subject_hash = :subjectHash AND attempted_at > :since
        ORDER BY attempted_at, id LIMIT 200
        """)
    List<SignInAttempt> since(String subjectHash, Instant since);

    @Query("DELETE FROM sign_in_attempt WHERE id IN (:ids)")
    long forget(List<Long> ids);

    @Query("DELETE FROM sign_in_attempt WHERE subject_hash = :subjectHash")
    long forgetAll(String subjectHash);

    @Query("DELETE FROM sign_in_attempt WHERE attempted_at < :before")
    long forgetBefore(Instant before);
}
