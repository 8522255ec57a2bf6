package herald.publish;

import herald.incident.IncidentUpdate;
import herald.incident.Stage;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.markdown.Markdown;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What all feeds tell: the last incidents and maintenances, with Statuspage's English labels and dates in the page's zone. */
final class FeedEntries {

    private static final int MOST = 25;

    /** Everything that feeds look at. */
    record Inputs(
            String base, String name, String languages, String zone, Instant updatedAt, List<FeedEntry> entries) {}

    private record EntryInputs(String base, String languages, String zone, Story story) {}

    private final PageData data;
    private final Edition edition;
    private final VarTime time;
    private final List<Story> stories;
    private final List<FeedEntry> list;

    /** @param edition in the page's first language */
    FeedEntries(PageData data, Edition edition, Rendering rendering) {
        this.data = data;
        this.edition = edition;
        this.time = VarTime.ofFeeds(data.zone());
        this.stories = data.stories().stream().limit(MOST).toList();
        this.list = stories.stream().map(story -> entry(rendering, story)).toList();
    }

    Inputs inputs() {
        var page = data.page();
        return new Inputs(edition.base(), page.name(), page.languages(), page.timeZone(), updatedAt(), list);
    }

    /** The newest created first. */
    List<FeedEntry> list() {
        return list;
    }

    /** The stories told, in the order of {@link #list}. */
    List<Story> stories() {
        return stories;
    }

    /** When anything in the feed last changed. */
    Instant updatedAt() {
        return stories.stream()
                .map(story -> story.incident().updatedAt())
                .max(Comparator.naturalOrder())
                .orElse(data.page().createdAt());
    }

    /** A name that begins with the page's domain (RFC 4151), in Statuspage's year. */
    String tag(String rest) {
        return "tag:" + Objects.requireNonNullElse(URI.create(edition.base()).getHost(), "localhost") + ",2005:" + rest;
    }

    private FeedEntry entry(Rendering rendering, Story story) {
        var page = data.page();
        var inputs = new EntryInputs(edition.base(), page.languages(), page.timeZone(), story);
        return rendering.piece("feed " + story.incident().id(), inputs, () -> entry(story));
    }

    private FeedEntry entry(Story story) {
        var incident = story.incident();
        return new FeedEntry(
                tag("Incident/" + incident.id()),
                edition.base() + IncidentViews.path(story),
                edition.choose(story.names()).text(),
                published(story),
                incident.updatedAt(),
                html(story),
                text(story));
    }

    private static Instant published(Story story) {
        return story.updates().stream()
                .map(Told::update)
                .map(IncidentUpdate::displayAt)
                .max(Comparator.naturalOrder())
                .orElse(story.incident().createdAt());
    }

    private String html(Story story) {
        var html = new StringBuilder();
        if (story.incident().isMaintenance()) {
            html.append("<p><strong>THIS IS A SCHEDULED EVENT ")
                    .append(time.of(
                            story.incident().scheduledFor(), story.incident().scheduledUntil()))
                    .append("</strong></p>");
        }
        story.updates().reversed().forEach(told -> html.append(html(story, told)));
        return html.toString();
    }

    private String html(Story story, Told told) {
        var body = Markdown.toHtml(edition.said(told).text()).value();
        var head = "<small>" + time.of(told.update().displayAt()) + "</small><br><strong>" + label(story, told)
                + "</strong> - ";
        boolean oneParagraph = body.startsWith("<p>") && body.indexOf("</p>") == body.length() - 4;
        return oneParagraph ? "<p>" + head + body.substring(3) : "<p>" + head + "</p>" + body;
    }

    private String text(Story story) {
        var text = new StringBuilder();
        story.updates()
                .reversed()
                .forEach(told -> text.append(label(story, told))
                        .append(" - ")
                        .append(edition.moment(told.update().displayAt()).text())
                        .append('\n')
                        .append(Markdown.toPlainText(edition.said(told).text()))
                        .append("\n\n"));
        return text.toString().strip();
    }

    /** "Update" when the update before it had the same stage. */
    private static String label(Story story, Told told) {
        boolean repeats = story.updates().stream()
                .filter(other -> other.update().sequence() == told.update().sequence() - 1)
                .anyMatch(other -> other.update().stage() == told.update().stage());
        return repeats ? "Update" : titleCase(told.update().stage());
    }

    private static String titleCase(Stage stage) {
        var word = stage.word().replace('_', ' ');
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
