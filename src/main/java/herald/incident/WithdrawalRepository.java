package herald.incident;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface WithdrawalRepository extends GenericRepository<Withdrawal, Long> {

    /** 0 when it was taken back before. */
    @Query("INSERT IGNORE INTO withdrawal (update_id, withdrawn_at, withdrawn_by) VALUES (:updateId, :now, :by)")
    long withdraw(long updateId, Instant now, String by);

    @Query("SELECT * FROM withdrawal WHERE update_id IN (:updateIds)")
    List<Withdrawal> of(List<Long> updateIds);
}
