package herald.staff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface StaffRepository extends GenericRepository<Staff, Long> {

    Staff save(Staff staff);

    Optional<Staff> findById(long id);

    Optional<Staff> findByEmail(String email);

    @Query("SELECT COUNT(*) FROM staff")
    long count();
}
