package herald.delivery;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TargetLeaseRepository extends GenericRepository<TargetLease, Long> {

    @Query("INSERT IGNORE INTO target_lease (target_id, holder, fence, beat) VALUES (:targetId, NULL, 0, 0)")
    void make(long targetId);

    Optional<TargetLease> findByTargetId(long targetId);

    @Query("""
        UPDATE target_lease SET holder = :holder, fence = fence + 1, beat = beat + 1
        WHERE target_id = :targetId AND fence = :fence AND beat = :beat
        """)
    long take(long targetId, long fence, long beat, String holder);

    @Query("""
        UPDATE target_lease SET beat = beat + 1 WHERE target_id = :targetId AND fence = :fence AND holder = :holder
        """)
    long beat(long targetId, long fence, String holder);

    @Query("""
        UPDATE target_lease SET holder = NULL WHERE target_id = :targetId AND fence = :fence AND holder = :holder
        """)
    long release(long targetId, long fence, String holder);

    @Query("UPDATE target_lease SET holder = NULL WHERE holder IS NOT NULL")
    long releaseAll();
}
