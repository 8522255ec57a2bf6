package herald.staff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface KnownDeviceRepository extends GenericRepository<KnownDevice, Long> {

    KnownDevice save(KnownDevice device);

    Optional<KnownDevice> findByTokenHash(String tokenHash);

    @Query("DELETE FROM known_device WHERE staff_id = :staffId AND created_at < :before")
    long forget(long staffId, Instant before);
}
