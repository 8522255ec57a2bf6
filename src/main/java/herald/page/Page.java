package herald.page;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * One status page.
 *
 * @param version raised by every public change, within its transaction; never falls
 * @param domain the host name it answers to; null for the page that owns every other name
 * @param timeZone IANA
 * @param languages BCP 47, comma-separated, the page's own language first
 */
@MappedEntity("page")
public record Page(
        @Id @GeneratedValue @Nullable Long id,
        String code,
        long version,
        String name,
        @Nullable String description,
        @Nullable String domain,
        String timeZone,
        String languages,
        String theme,
        @Nullable String supportUrl,
        Instant createdAt,
        Instant updatedAt) {

    @Transient
    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    @Transient
    public List<String> languageList() {
        return List.of(languages.split(","));
    }

    /** The language a reader gets who asked for none. */
    @Transient
    public String firstLanguage() {
        return languageList().getFirst();
    }
}
