package herald.staff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SettingRepository extends GenericRepository<Setting, String> {

    @Query("INSERT IGNORE INTO setting (name, content) VALUES (:name, :content)")
    long claim(String name, String content);

    @Query("SELECT COUNT(*) FROM setting WHERE name = :name")
    long count(String name);

    @Query("DELETE FROM setting WHERE name LIKE :pattern")
    long forget(String pattern);
}
