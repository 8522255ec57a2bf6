package herald.publish;

import herald.incident.Story;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The feed as {@code /history.rss}, RSS 2.0 in Statuspage's shape: a maintenance bears its beginning as its date, and its end in
 * an element of Statuspage's own that others have come to depend on.
 */
final class RssFeed {

    static final String CONTENT_TYPE = "application/rss+xml; charset=utf-8";

    private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

    /** RFC 822 with four digits for the year, as RSS 2.0 prefers. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    private final PageData data;
    private final Edition edition;
    private final FeedEntries entries;

    RssFeed(PageData data, Edition edition, FeedEntries entries) {
        this.data = data;
        this.edition = edition;
        this.entries = entries;
    }

    byte[] bytes() {
        return Xml.document(this::channel);
    }

    private void channel(Xml xml) {
        xml.open("rss", "version", "2.0", "xmlns:dc", DUBLIN_CORE)
                .open("channel")
                .element("title", data.page().name() + " Status - Incident History")
                .element("link", edition.base())
                .element("description", "Statuspage")
                .element("pubDate", date(entries.updatedAt()));
        for (int i = 0; i < entries.list().size(); i++) {
            item(xml, entries.stories().get(i), entries.list().get(i));
        }
        xml.close().close();
    }

    private void item(Xml xml, Story story, FeedEntry entry) {
        var incident = story.incident();
        xml.open("item").element("title", entry.title()).element("description", entry.html());
        if (incident.isMaintenance()) {
            xml.element("pubDate", date(incident.scheduledFor()))
                    .element("maintenanceEndDate", date(incident.scheduledUntil()));
        } else {
            xml.element("pubDate", date(entry.published()));
        }
        xml.element("link", entry.address()).element("guid", entry.address()).close();
    }

    private String date(Instant moment) {
        return DATE.format(moment.atZone(data.zone()));
    }
}
