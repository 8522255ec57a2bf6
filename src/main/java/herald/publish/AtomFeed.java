package herald.publish;

import herald.incident.Incident;
import herald.incident.IncidentUpdate;
import herald.incident.Stage;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.markdown.Markdown;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The last incidents and maintenances as {@code /history.atom}, in the shape that readers of Statuspage's feeds parse: its
 * English labels and dates, times in the page's zone.
 */
final class AtomFeed {

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";
    private static final int ENTRIES = 25;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("ppd", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

    private final PageData data;
    private final Edition edition;
    private final String domain;

    /** @param edition in the page's first language */
    AtomFeed(PageData data, Edition edition) {
        this.data = data;
        this.edition = edition;
        this.domain = Objects.requireNonNullElse(URI.create(edition.base()).getHost(), "localhost");
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            feed(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("text without illegal characters is always writable", impossible);
        }
        return bytes.toByteArray();
    }

    private void feed(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("xml:lang", data.page().firstLanguage());
        element(xml, "id", "tag:" + domain + ",2005:/history");
        link(xml, "alternate", "text/html", edition.base());
        link(xml, "self", "application/atom+xml", edition.base() + "/history.atom");
        element(xml, "title", data.page().name() + " Status - Incident History");
        element(xml, "updated", time(data.page().updatedAt()));
        xml.writeStartElement("author");
        element(xml, "name", data.page().name());
        xml.writeEndElement();
        for (var story : data.stories().stream().limit(ENTRIES).toList()) {
            entry(xml, story);
        }
        xml.writeEndElement();
    }

    private void entry(XMLStreamWriter xml, Story story) throws XMLStreamException {
        var incident = story.incident();
        xml.writeStartElement("entry");
        element(xml, "id", "tag:" + domain + ",2005:Incident/" + incident.id());
        element(xml, "published", time(published(story)));
        element(xml, "updated", time(incident.updatedAt()));
        link(xml, "alternate", "text/html", edition.base() + IncidentViews.path(story));
        element(xml, "title", edition.choose(story.names()).text());
        xml.writeStartElement("content");
        xml.writeAttribute("type", "html");
        xml.writeCharacters(legal(content(story)));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static Instant published(Story story) {
        return story.updates().stream()
                .map(Told::update)
                .map(IncidentUpdate::displayAt)
                .max(Comparator.naturalOrder())
                .orElse(story.incident().createdAt());
    }

    private String content(Story story) {
        var html = new StringBuilder();
        if (story.incident().isMaintenance()) {
            html.append("<p><strong>THIS IS A SCHEDULED EVENT ")
                    .append(schedule(story.incident()))
                    .append("</strong></p>");
        }
        story.updates().reversed().forEach(told -> html.append(update(story, told)));
        return html.toString();
    }

    private String update(Story story, Told told) {
        var body = Markdown.toHtml(edition.choose(told.bodies()).text()).value();
        var shown = at(told.update().displayAt());
        var head = "<small>" + moment(shown) + " " + ZONE.format(shown) + "</small><br><strong>" + label(story, told)
                + "</strong> - ";
        var inner = body.startsWith("<p>") && body.indexOf("</p>") == body.length() - 4;
        return inner ? "<p>" + head + body.substring(3) : "<p>" + head + "</p>" + body;
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

    private String schedule(Incident incident) {
        var from = at(incident.scheduledFor());
        var until = at(incident.scheduledUntil());
        var end = from.toLocalDate().equals(until.toLocalDate()) ? time(until) : moment(until);
        return moment(from) + " - " + end + " " + ZONE.format(until);
    }

    private ZonedDateTime at(Instant moment) {
        return moment.atZone(data.zone());
    }

    private static String moment(ZonedDateTime at) {
        return MONTH.format(at) + " <var data-var='date'>" + DAY.format(at) + "</var>, " + time(at);
    }

    private static String time(ZonedDateTime at) {
        return "<var data-var='time'>" + TIME.format(at) + "</var>";
    }

    private static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String type, String address)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", address);
    }

    /** Without the characters that XML 1.0 has no way to write (§2.2). */
    static String legal(String text) {
        var legal = new StringBuilder(text.length());
        text.codePoints().filter(AtomFeed::isLegal).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
