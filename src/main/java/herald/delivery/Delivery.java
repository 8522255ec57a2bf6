package herald.delivery;

import herald.page.PublicId;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import java.time.Instant;

/**
 * One message to one target.
 *
 * @param part from 1; more than one where the words were split over several posts
 * @param revision from 1; one more for each correction
 * @param position its place among the incident's messages to this target
 * @param text frozen before the first try; null until then
 * @param replyTo the far side's id of its parent, frozen before the first try; null for the first of a thread. For what is no POST, of
 *     the post it changes
 * @param attempts how often it has been taken to be sent
 * @param resends how often it was sent again because looks had proved it absent
 * @param fence the lease's, under which it left last
 * @param nextAttemptAt when it is due, to be sent or to be looked for; null when only staff can move it
 * @param unconfirmedAt when its outcome was lost; null unless it is UNCONFIRMED
 * @param looks how many looks have found it absent since then
 * @param alone whether it begins a thread of its own though it is not the first: the far side refused it as an answer
 * @param error why it is not delivered yet, in words; null when nothing went wrong
 */
@MappedEntity("delivery")
public record Delivery(
        @Id @GeneratedValue @Nullable Long id,
        long pageId,
        long incidentId,
        long updateId,
        long targetId,
        DeliveryKind kind,
        int part,
        int revision,
        long position,
        DeliveryState state,
        @Nullable String text,
        @Nullable String replyTo,
        int attempts,
        int resends,
        long fence,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant firstSentAt,
        @Nullable Instant unconfirmedAt,
        int looks,
        boolean alone,
        @Nullable String remoteId,
        @Nullable String permalink,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant deliveredAt,
        Instant updatedAt) {

    /** Its place among the deliveries of its position, as SQL counts it in {@link DeliveryRepository}. */
    @Transient
    long turn() {
        return revision * 1_000_000L
                + part * 10L
                + (kind == DeliveryKind.DELETE ? 0 : kind == DeliveryKind.POST ? 1 : 2);
    }

    /** As the API calls it. */
    @Transient
    public String code() {
        return PublicId.of(id);
    }
}
