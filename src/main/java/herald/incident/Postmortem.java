package herald.incident;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import java.time.Instant;

/**
 * What was learnt from an incident, as Markdown.
 *
 * @param draft what staff work on
 * @param body what the public reads; null until it is published, and again once it is taken back
 * @param publishedAt null while the public does not read it
 */
@MappedEntity("postmortem")
public record Postmortem(
        @Id @GeneratedValue @Nullable Long id,
        long incidentId,
        String draft,
        Instant draftUpdatedAt,
        @Nullable String body,
        @Nullable Instant bodyUpdatedAt,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt) {

    @Transient
    public boolean isPublished() {
        return publishedAt != null;
    }

    Postmortem drafted(String words, Instant now) {
        return new Postmortem(id, incidentId, words, now, body, bodyUpdatedAt, publishedAt, createdAt, now);
    }

    /** The first time of publishing stays, when a later draft takes the place of what was published. */
    Postmortem published(Instant now) {
        var first = publishedAt == null ? now : publishedAt;
        return new Postmortem(id, incidentId, draft, draftUpdatedAt, draft, now, first, createdAt, now);
    }

    Postmortem takenBack(Instant now) {
        return new Postmortem(id, incidentId, draft, draftUpdatedAt, null, null, null, createdAt, now);
    }
}
