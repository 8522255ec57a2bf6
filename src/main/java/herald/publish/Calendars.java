package herald.publish;

import herald.incident.Incident;
import herald.incident.Stage;
import herald.incident.Story;
import herald.markdown.Markdown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code /history.ics} and {@code /maintenances.ics}, in the page's first language (RFC 5545; names and refreshing as RFC 7986
 * has them and as older programs know them).
 */
final class Calendars {

    static final String CONTENT_TYPE = "text/calendar; charset=utf-8";

    /** Of those that are over; a calendar that is fetched every few minutes has to end somewhere. */
    private static final int MOST_CLOSED = 200;

    /** Telephones show a few lines of a description; the rest is behind the event's address. */
    private static final int LONGEST_DESCRIPTION = 2_000;

    private static final Duration REFRESH = Duration.ofMinutes(15);

    private record Inputs(String base, String code, String name, String languages, String words, List<Story> stories) {}

    private final PageData data;
    private final Edition edition;

    /** @param edition in the page's first language */
    Calendars(PageData data, Edition edition) {
        this.data = data;
        this.edition = edition;
    }

    void addTo(Rendering rendering) {
        add(rendering, "/history.ics", bounded(data.stories().stream()));
        add(
                rendering,
                "/maintenances.ics",
                bounded(data.stories().stream().filter(story -> story.incident().isMaintenance())));
    }

    private static List<Story> bounded(Stream<Story> stories) {
        int[] closed = {0};
        return stories.filter(story -> story.incident().isOpen() || closed[0]++ < MOST_CLOSED)
                .toList();
    }

    private void add(Rendering rendering, String path, List<Story> stories) {
        var page = data.page();
        var inputs = new Inputs(
                edition.base(),
                page.code(),
                page.name(),
                page.languages(),
                edition.language() + " " + page.timeZone(),
                stories);
        rendering.addSoon(path, inputs, () -> Document.of(CONTENT_TYPE, Caching.DATA, calendar(path, stories)));
    }

    private byte[] calendar(String path, List<Story> stories) {
        var text = new CalendarText()
                .line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//Herald//Status page//EN")
                .line("CALSCALE", "GREGORIAN")
                .text("NAME", data.page().name())
                .text("X-WR-CALNAME", data.page().name())
                .line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH.toString())
                .line("X-PUBLISHED-TTL", REFRESH.toString())
                .line("URL", edition.base() + "/")
                .line("SOURCE;VALUE=URI", edition.base() + path);
        if (stories.isEmpty()) {
            placeholder(text);
        }
        stories.forEach(story -> event(text, story));
        return text.line("END", "VCALENDAR").bytes();
    }

    /** A calendar holds at least one component (§3.4); a time zone is the one that nobody sees. */
    private static void placeholder(CalendarText text) {
        text.line("BEGIN", "VTIMEZONE")
                .line("TZID", "Etc/UTC")
                .line("BEGIN", "STANDARD")
                .line("DTSTART", "19700101T000000")
                .line("TZOFFSETFROM", "+0000")
                .line("TZOFFSETTO", "+0000")
                .line("END", "STANDARD")
                .line("END", "VTIMEZONE");
    }

    /** Stamped with its last change and not with now, so that a quiet calendar keeps its bytes. */
    private void event(CalendarText text, Story story) {
        var incident = story.incident();
        text.line("BEGIN", "VEVENT")
                .line("UID", incident.code() + "@" + data.page().code())
                .time("DTSTAMP", incident.updatedAt())
                .time("CREATED", incident.createdAt())
                .time("LAST-MODIFIED", incident.updatedAt())
                .line("SEQUENCE", Long.toString(incident.version()));
        span(text, story);
        text.text("SUMMARY", edition.choose(story.names()).text())
                .text("DESCRIPTION", description(story))
                .line("STATUS", wasCancelled(story) ? "CANCELLED" : "CONFIRMED")
                .line("TRANSP", "TRANSPARENT")
                .text(
                        "CATEGORIES",
                        edition.words()
                                .impact(incident.effectiveImpact().word())
                                .text())
                .line("URL", edition.base() + IncidentViews.path(story))
                .line("END", "VEVENT");
    }

    /** As planned until it is over, and then as it was; without an end while that is not known. */
    private static void span(CalendarText text, Story story) {
        var incident = story.incident();
        var from = incident.isMaintenance() ? incident.scheduledFor() : incident.startedAt();
        text.time("DTSTART", from);
        boolean asPlanned = incident.isMaintenance() && (incident.isOpen() || wasCancelled(story));
        var until = asPlanned ? incident.scheduledUntil() : incident.resolvedAt();
        if (until != null && Duration.between(from, until).toSeconds() > 0) {
            text.time("DTEND", until);
        }
    }

    private String description(Story story) {
        var latest = story.latest().orElse(null);
        if (latest == null) {
            return "";
        }
        var body = Markdown.toPlainText(edition.said(latest).text());
        var text = edition.words().stage(latest.update().stage().word()).text() + " · "
                + edition.moment(latest.update().displayAt()).text() + "\n" + body;
        return Markdown.shortened(text, LONGEST_DESCRIPTION);
    }

    /** Closed before its time without ever having begun. */
    private static boolean wasCancelled(Story story) {
        var incident = story.incident();
        return incident.isMaintenance()
                && !incident.isOpen()
                && endedBefore(incident, incident.scheduledFor())
                && story.updates().stream()
                        .map(told -> told.update().stage())
                        .allMatch(stage -> stage == Stage.SCHEDULED || stage == Stage.COMPLETED);
    }

    private static boolean endedBefore(Incident incident, Instant moment) {
        return incident.resolvedAt() != null && incident.resolvedAt().isBefore(moment);
    }
}
