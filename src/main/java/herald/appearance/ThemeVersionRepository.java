package herald.appearance;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ThemeVersionRepository extends GenericRepository<ThemeVersion, Long> {

    ThemeVersion save(ThemeVersion version);

    @Query("SELECT COUNT(*) FROM theme_version WHERE page_id = :pageId AND content IS NOT NULL")
    int count(long pageId);

    @Query("""
        SELECT id, page_id, name, number, title, parent, uploaded_at, uploaded_by, hash, size, worn_at FROM theme_version
        WHERE page_id = :pageId AND name = :name AND hash = :hash AND content IS NOT NULL ORDER BY id DESC LIMIT 1
        """)
    Optional<ThemeVersion> same(long pageId, String name, String hash);

    @Query("UPDATE theme_version SET content = :content WHERE id = :id")
    long fill(long id, byte[] content);

    @Query("""
        SELECT id, page_id, name, number, title, parent, uploaded_at, uploaded_by, hash, size, worn_at FROM theme_version
        WHERE page_id = :pageId AND content IS NOT NULL ORDER BY id DESC LIMIT 500
        """)
    List<ThemeVersion> ofPage(long pageId);

    @Query("""
        SELECT id, page_id, name, number, title, parent, uploaded_at, uploaded_by, hash, size, worn_at FROM theme_version
        WHERE page_id = :pageId AND name = :name AND number = :number AND content IS NOT NULL
        """)
    Optional<ThemeVersion> find(long pageId, String name, int number);

    /** Those whose files were removed count as well: a number that was given is never given again. */
    @Query("SELECT COALESCE(MAX(number), 0) FROM theme_version WHERE name = :name")
    int newestNumber(String name);

    /** Written by whoever puts it on and by whoever removes it, so that of two at once only one gets through. */
    @Query("""
        UPDATE theme_version SET worn_at = :now
        WHERE page_id = :pageId AND name = :name AND number = :number AND content IS NOT NULL
        """)
    long wear(long pageId, String name, int number, Instant now);

    /** Holds the row, so that what the next statement sees of the pages is not older than the last that put it on. */
    @Query("UPDATE theme_version SET size = size WHERE id = :id")
    long hold(long id);

    /** How many pages wear it, or a version that has it as its parent. Only after {@link #hold}. */
    @Query("""
        SELECT COUNT(*) FROM page WHERE theme = :theme
          OR theme IN (SELECT CONCAT(name, '@', number) FROM theme_version WHERE parent = :theme)
        """)
    int wearers(String theme);

    @Query("UPDATE theme_version SET content = NULL WHERE id = :id")
    long empty(long id);
}
