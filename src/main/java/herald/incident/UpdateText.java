package herald.incident;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * An update's words in one language; an edit adds a revision and keeps those before it.
 *
 * @param revision from 1; the highest is the one that counts
 * @param body Markdown as typed
 */
@MappedEntity("incident_update_text")
public record UpdateText(
        @Id @GeneratedValue @Nullable Long id,
        long updateId,
        String language,
        int revision,
        String body,
        String author,
        Instant writtenAt) {}
