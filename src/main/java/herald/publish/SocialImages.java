package herald.publish;

import herald.incident.Stage;
import herald.incident.Story;
import herald.incident.Story.Told;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a link to the page shows where somebody posts it: {@code /social.png} for the page as it is, {@code /incidents/ID.png} for
 * incidents that are open or new, in each language. Nobody waits for them.
 */
final class SocialImages {

    static final String CONTENT_TYPE = "image/png";

    private static final int NEWEST = 50;

    private static final Logger LOG = LoggerFactory.getLogger(SocialImages.class);
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private record PageNow(String banner, Instant updatedAt) {}

    private record StoryNow(String banner, Stage stage, Map<String, String> names, Instant saidAt) {}

    /** @param shown of the page or of a story */
    private record Inputs(String name, String zone, String languages, String theme, Object shown) {}

    private final PageData data;
    private final Edition edition;

    SocialImages(PageData data, Edition edition) {
        this.data = data;
        this.edition = edition;
    }

    /** The absolute address of the picture of the page as it is, another one after each change. */
    static String address(PageData data, Edition edition) {
        return edition.base() + edition.at("/social.png") + "?v=" + data.version();
    }

    /** The absolute address of the story's picture, another one after each change; null where there is none any more. */
    static @Nullable String address(PageData data, Edition edition, Story story) {
        return isDrawn(data.stories(), story)
                ? edition.base() + edition.at(path(story)) + "?v="
                        + story.incident().version()
                : null;
    }

    void addTo(Rendering rendering) {
        var page = new PageNow(Banner.of(data, edition.now()), data.page().updatedAt());
        add(rendering, "/social.png", page, this::ofPage);
        data.stories().stream()
                .filter(story -> isDrawn(data.stories(), story))
                .forEach(story -> add(rendering, path(story), now(story), () -> of(story)));
    }

    /** A machine that cannot draw at all, such as one whose Java lacks its libraries, has a page without pictures. */
    private void add(Rendering rendering, String path, Object shown, Supplier<SocialCard> card) {
        var page = data.page();
        var inputs = new Inputs(
                page.name(), page.timeZone(), page.languages(), edition.theme().hash(), shown);
        try {
            rendering.addLater(
                    edition.at(path),
                    inputs,
                    () -> Document.of(CONTENT_TYPE, Caching.DATA, card.get().png()));
        } catch (RuntimeException | InternalError | LinkageError failure) {
            if (SAID.compareAndSet(false, true)) {
                LOG.warn("Pictures for social posts cannot be drawn here; the page goes without them.", failure);
            }
        }
    }

    private static StoryNow now(Story story) {
        var incident = story.incident();
        return new StoryNow(Banner.of(incident), incident.stage(), story.names(), saidAt(story));
    }

    private SocialCard ofPage() {
        var banner = Banner.of(data, edition.now());
        return new SocialCard(
                Mark.of(banner),
                edition.page().name(),
                edition.words().banner(banner).text(),
                "",
                edition.moment(data.page().updatedAt()).text());
    }

    private SocialCard of(Story story) {
        var incident = story.incident();
        return new SocialCard(
                Mark.of(Banner.of(incident)),
                edition.words().stage(incident.stage().word()).text(),
                edition.choose(story.names()).text(),
                edition.page().name(),
                edition.moment(saidAt(story)).text());
    }

    private static Instant saidAt(Story story) {
        return story.latest()
                .map(Told::update)
                .map(update -> update.displayAt())
                .orElseGet(story.incident()::updatedAt);
    }

    private static String path(Story story) {
        return IncidentViews.path(story) + ".png";
    }

    /** @param stories the newest created first */
    private static boolean isDrawn(List<Story> stories, Story story) {
        return story.incident().isOpen()
                || stories.size() <= NEWEST
                || !story.incident()
                        .createdAt()
                        .isBefore(stories.get(NEWEST - 1).incident().createdAt());
    }
}
