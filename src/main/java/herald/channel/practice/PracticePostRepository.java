package herald.channel.practice;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface PracticePostRepository extends GenericRepository<PracticePost, Long> {

    @Query("""
        INSERT IGNORE INTO practice_post (account, message_key, text, reply_to, posted_at)
        VALUES (:account, :messageKey, :text, :replyTo, :postedAt)
        """)
    void post(String account, String messageKey, String text, @Nullable Long replyTo, Instant postedAt);

    @Query("UPDATE practice_post SET text = :text WHERE id = :id AND account = :account")
    void edit(long id, String account, String text);

    @Query("DELETE FROM practice_post WHERE id = :id AND account = :account")
    void delete(long id, String account);

    Optional<PracticePost> findByMessageKey(String messageKey);

    @Query("SELECT * FROM practice_post WHERE account = :account ORDER BY id DESC LIMIT 200")
    List<PracticePost> newest(String account);
}
