package herald.appearance;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import java.time.Instant;

/**
 * One version of an uploaded theme. Its files never change; they are read apart, by {@link UploadShelf}.
 *
 * @param pageId the page it was uploaded for, and the only one that may wear it
 * @param name of a-z, 0-9 and -; theme and number together are unique in the whole installation
 * @param number from 1, never given twice
 * @param title as the theme calls itself, with the version it says it has
 * @param parent the theme whose files are behind its own
 * @param uploadedBy as the audit trail names them
 * @param hash SHA-256 of its files
 * @param size of its zip, in bytes
 * @param wornAt when a page last put it on; null when none ever has
 */
@MappedEntity("theme_version")
public record ThemeVersion(
        @Id @GeneratedValue @Nullable Long id,
        long pageId,
        String name,
        int number,
        String title,
        String parent,
        Instant uploadedAt,
        String uploadedBy,
        String hash,
        long size,
        @Nullable Instant wornAt) {

    /** As pages name it: {@code ocean@3}. */
    @Transient
    public String theme() {
        return name + "@" + number;
    }
}
