package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import herald.component.Impact;
import herald.incident.Stage;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** D16: words that try to break out of every format. */
class FeedAttackTest {

    private static final String HOSTILE =
            "]]> <script>alert(1)</script> &amp; \"'` \u0000\u0008\u001b\uFFFE 😀 \uD800 \uDC00"
                    + " \r\nEND:VEVENT\r\nBEGIN:VEVENT;\\,\u2028 <!--";
    private static final String LONG = "끝 없는 말 😀 ".repeat(65_536);

    private static Map<String, Document> documents;

    @BeforeAll
    static void makeEverythingOfHostileWords() {
        var data = PageFixture.aPage()
                .named("Talk " + HOSTILE)
                .with(PageFixture.story(1)
                        .of(Impact.CRITICAL)
                        .named(HOSTILE)
                        .says(Stage.INVESTIGATING, PageFixture.NIGHT, HOSTILE + "\n\n<img src=x onerror=alert(1)>")
                        .says(
                                Stage.IDENTIFIED,
                                PageFixture.NIGHT.plusSeconds(60),
                                "[x](javascript:alert(1)) " + HOSTILE)
                        .story())
                .with(PageFixture.story(2)
                        .named(LONG)
                        .planned(PageFixture.NIGHT, PageFixture.NIGHT.plusSeconds(3600))
                        .says(Stage.IN_PROGRESS, PageFixture.NIGHT, LONG + HOSTILE)
                        .story())
                .data();
        documents =
                PageFixture.render(data, PageFixture.NIGHT, Rendering.nothing()).documents();
    }

    @Test
    void d16EveryDocumentOfXmlIsWellFormed() throws Exception {
        for (var path :
                java.util.List.of("/history.atom", "/history.rss", "/sitemap.xml", "/badge.svg", "/en/badge.svg")) {
            assertFalse(xml(path).getTagName().isEmpty());
        }
    }

    @Test
    void d16EveryAnswerIsJsonWithoutMarkup() throws IOException {
        int seen = 0;
        for (var document : documents.entrySet()) {
            if (document.getKey().endsWith(".json")) {
                var text = new String(document.getValue().bytes(), StandardCharsets.UTF_8);
                assertFalse(text.contains("<"), document.getKey());
                JsonMapper.createDefault().readValue(text, Argument.of(Object.class));
                seen++;
            }
        }
        assertTrue(seen > 12, "answers, feed, history, and each incident twice: " + seen);
    }

    @Test
    void d16AFeedReaderFindsTheWordsAndNothingActive() throws Exception {
        for (var path : java.util.List.of("/history.atom", "/history.rss")) {
            var feed = new SyndFeedInput()
                    .build(new XmlReader(
                            new ByteArrayInputStream(documents.get(path).bytes())));
            assertEquals(2, feed.getEntries().size(), path);
            for (var entry : feed.getEntries()) {
                var html = entry.getContents().isEmpty()
                        ? entry.getDescription().getValue()
                        : entry.getContents().getFirst().getValue();
                assertFalse(html.contains("<script") || html.contains("<img") || html.contains("javascript:"), html);
            }
            assertTrue(
                    feed.getEntries().stream()
                            .anyMatch(entry -> entry.getTitle().contains("😀")),
                    "emoji arrive whole");
        }
    }

    @Test
    void d16CalendarsAreFoldedAndParse() throws Exception {
        for (var path : java.util.List.of("/history.ics", "/maintenances.ics")) {
            var bytes = documents.get(path).bytes();
            for (var line : new String(bytes, StandardCharsets.UTF_8).split("\r\n")) {
                assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
                assertFalse(line.contains("\n") || line.contains("\r") || line.contains("\uFFFD"), line);
            }
            var calendar = new CalendarBuilder().build(new ByteArrayInputStream(bytes));
            calendar.validate(true);
            assertEquals(
                    path.startsWith("/history") ? 2 : 1,
                    calendar.getComponents("VEVENT").size());
        }
    }

    @Test
    void d16TheFrameAndTheScriptShowWordsAsWords() {
        var frame = text("/embed/frame");
        assertTrue(frame.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), frame);
        assertFalse(frame.contains("<script>"), frame);
        assertEquals(1, frame.split("<script ", -1).length - 1, "its own");
        var script = text("/embed/script.js");
        assertTrue(script.contains("\\u003cscript>"));
        assertFalse(script.substring(script.lastIndexOf("})(")).contains("<"));
    }

    @Test
    void d16ATitleOfAMegabyteDoesNotMakeAPictureOfOne() {
        assertTrue(documents.get("/incidents/incident0002.png").bytes().length < 200_000);
    }

    private static Element xml(String path) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(documents.get(path).bytes()))
                .getDocumentElement();
    }

    private static String text(String path) {
        return new String(documents.get(path).bytes(), StandardCharsets.UTF_8);
    }
}
