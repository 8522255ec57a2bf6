package herald.api;

import herald.incident.AffectedComponent;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.incident.UpdateText;
import herald.page.Page;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;

/** @param affectedComponents null when it said nothing of any */
@Serdeable(naming = SnakeCaseStrategy.class)
record UpdateView(
        String id,
        String incidentId,
        @Nullable List<Affected> affectedComponents,
        String body,
        String createdAt,
        @Nullable String customTweet,
        boolean deliverNotifications,
        String displayAt,
        String status,
        @Nullable String tweetId,
        @Nullable String twitterUpdatedAt,
        String updatedAt,
        boolean wantsTwitterUpdate,
        Herald herald) {

    /** @param name as it stood then, with its group's name before it */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Affected(String code, String name, String oldStatus, String newStatus) {}

    /**
     * What Herald adds.
     *
     * @param bodies Markdown by language
     * @param edits words that no longer count, the oldest first
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Herald(
            String stage,
            @Nullable String nextUpdateAt,
            String author,
            Map<String, String> bodies,
            List<Edit> edits,
            @Nullable String withdrawnAt) {}

    /** @param editedAt when other words took their place */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Edit(String language, String body, String editedAt) {}

    static UpdateView of(Page page, Story story, Told told) {
        var update = told.update();
        return new UpdateView(
                update.code(),
                story.incident().code(),
                told.components().isEmpty()
                        ? null
                        : told.components().stream().map(UpdateView::affected).toList(),
                told.body(page.firstLanguage(), page.languageList()),
                Times.text(update.createdAt()),
                null,
                update.deliverNotifications(),
                Times.text(update.displayAt()),
                story.standardStage(update.sequence()).word(),
                null,
                null,
                Times.text(update.updatedAt()),
                false,
                new Herald(
                        update.stage().word(),
                        Times.orNull(update.nextUpdateAt()),
                        update.author(),
                        told.written(),
                        told.earlier().stream()
                                .map(text -> new Edit(text.language(), text.body(), editedAt(told, text)))
                                .toList(),
                        told.withdrawal() == null
                                ? null
                                : Times.text(told.withdrawal().withdrawnAt())));
    }

    private static Affected affected(AffectedComponent component) {
        return new Affected(
                component.componentCode(),
                component.name(),
                component.oldStatus().word(),
                component.newStatus().word());
    }

    private static String editedAt(Told told, UpdateText text) {
        return told.texts().stream()
                .filter(later -> later.language().equals(text.language()) && later.revision() == text.revision() + 1)
                .map(later -> Times.text(later.writtenAt()))
                .findFirst()
                .orElse(Times.text(text.writtenAt()));
    }
}
