package herald.api;

import herald.incident.Postmortem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * A postmortem in Statuspage's order.
 *
 * @param previewKey always null: a draft is read by staff alone
 * @param notifySubscribers always false, as {@code notifyTwitter}: publishing tells nobody yet
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record PostmortemView(
        @Nullable String previewKey,
        @Nullable String body,
        @Nullable String bodyUpdatedAt,
        String bodyDraft,
        String bodyDraftUpdatedAt,
        @Nullable String publishedAt,
        boolean notifySubscribers,
        boolean notifyTwitter,
        @Nullable String customTweet,
        String createdAt,
        String updatedAt) {

    static PostmortemView of(Postmortem postmortem) {
        return new PostmortemView(
                null,
                postmortem.body(),
                Times.orNull(postmortem.bodyUpdatedAt()),
                postmortem.draft(),
                Times.text(postmortem.draftUpdatedAt()),
                Times.orNull(postmortem.publishedAt()),
                false,
                false,
                null,
                Times.text(postmortem.createdAt()),
                Times.text(postmortem.updatedAt()));
    }
}
