package herald.appearance;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A page has put on another theme.
 *
 * @param theme that it has worn since: {@code ledger}, {@code ocean@3}
 * @param themeBefore that it wore until then
 */
@MappedEntity("theme_change")
public record ThemeChange(
        @Id @GeneratedValue @Nullable Long id,
        long pageId,
        String theme,
        String themeBefore,
        Instant changedAt,
        String changedBy) {}
