package herald.publish;

import herald.incident.Story;
import herald.markdown.Markdown;
import herald.theme.EmbedView;
import herald.theme.LocalText;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What other sites show of the page: {@code /embed/script.js} puts {@code /embed/frame} into a corner of theirs, where it shows an
 * open incident or a maintenance under way, and nothing when all is well.
 */
final class Embed {

    /** What fits into a few lines. */
    private static final int LONGEST_TEXT = 300;

    private record FrameInputs(
            String base,
            String name,
            String languages,
            String zone,
            String theme,
            @Nullable Story story) {}

    private final PageData data;
    private final Edition edition;

    /** @param edition in the page's first language */
    Embed(PageData data, Edition edition) {
        this.data = data;
        this.edition = edition;
    }

    void addTo(Rendering rendering) {
        frame(rendering);
        file(rendering, "/embed/frame.js", "embed-frame.js", "");
        file(rendering, "/embed/frame.css", "embed-frame.css", "");
        var page = Map.of("name", data.page().name(), "address", edition.base() + "/embed/script.js");
        file(
                rendering,
                "/embed/script.js",
                "embed-script.js",
                "(" + JsonText.piece(page).json() + ");\n");
    }

    private void frame(Rendering rendering) {
        var page = data.page();
        var story = shown().orElse(null);
        var inputs = new FrameInputs(
                edition.base(),
                page.name(),
                page.languages(),
                page.timeZone(),
                edition.theme().hash(),
                story);
        rendering.add("/embed/frame", inputs, () -> {
            var notice = story == null ? null : notice(story);
            var view = new EmbedView(
                    page.name(), edition.language(), edition.words().direction(), notice);
            return Document.html(edition.theme().render("embed.ftlh", edition.language(), view));
        });
    }

    /** A file of the theme under an address that never changes, for other people's pages name it. */
    private void file(Rendering rendering, String path, String name, String end) {
        var asset = edition.theme().asset(name);
        rendering.add(
                path,
                asset.path() + end,
                () -> Document.of(asset.contentType(), Caching.DATA, with(asset.bytes(), end)));
    }

    private static byte[] with(byte[] bytes, String end) {
        return (new String(bytes, StandardCharsets.UTF_8).strip() + end).getBytes(StandardCharsets.UTF_8);
    }

    /** The worst open incident, of equals the newest; without one the maintenance under way. */
    private Optional<Story> shown() {
        return Stream.concat(
                        data
                                .openIncidents()
                                .max((a, b) -> a.incident()
                                        .effectiveImpact()
                                        .compareTo(b.incident().effectiveImpact()))
                                .stream(),
                        data.runningMaintenances(edition.now()))
                .findFirst();
    }

    private EmbedView.Notice notice(Story story) {
        var incident = story.incident();
        var latest = story.latest();
        var text = latest.map(edition::said).orElseGet(() -> edition.choose(Map.of()));
        return new EmbedView.Notice(
                incident.code(),
                incident.code() + "." + incident.version(),
                Banner.of(incident),
                edition.words().stage(incident.stage().word()),
                edition.choose(story.names()),
                new LocalText(
                        Markdown.shortened(Markdown.toPlainText(text.text()), LONGEST_TEXT),
                        text.language(),
                        text.note()),
                edition.base() + IncidentViews.path(story),
                edition.moment(latest.map(told -> told.update().displayAt()).orElseGet(incident::updatedAt)));
    }
}
