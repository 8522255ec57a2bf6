package herald.delivery;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TargetConfirmationRepository extends GenericRepository<TargetConfirmation, Long> {

    @Query("SELECT * FROM target_confirmation WHERE target_id = :targetId AND confirmed_at IS NULL")
    Optional<TargetConfirmation> waiting(long targetId);

    @Query("INSERT INTO target_confirmation (target_id) VALUES (:targetId)")
    void begin(long targetId);

    @Query("UPDATE target_confirmation SET tested_at = :now, permalink = :permalink WHERE target_id = :targetId")
    void tested(long targetId, @Nullable String permalink, Instant now);

    @Query("""
        UPDATE target_confirmation SET confirmed_at = :now, confirmed_by = :by
        WHERE target_id = :targetId AND tested_at IS NOT NULL AND confirmed_at IS NULL
        """)
    long confirm(long targetId, String by, Instant now);
}
