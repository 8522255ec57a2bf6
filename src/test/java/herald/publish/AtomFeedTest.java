package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Element;

class AtomFeedTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");

    private final Incidents incidents = HERALD.bean(Incidents.class);
    private Page page;

    @BeforeEach
    void makeAPage() {
        HERALD.clock().stopAt(NIGHT);
        page = HERALD.bean(Pages.class)
                .create(new PageFields("Talk & Co", null, null, "Asia/Seoul", List.of("ko"), null));
        HERALD.bean(Pages.class)
                .change(page.code(), new PageFields(null, null, page.code() + ".example.com", null, null, null));
    }

    @Test
    void aFeedReadsAsTheRealOneDoes() throws Exception {
        var code = open("로그인 장애", "확인하고 있습니다.");
        say(code, Stage.INVESTIGATING, "아직 **확인** 중입니다.", Duration.ofMinutes(52));
        say(code, Stage.RESOLVED, "복구되었습니다.", Duration.ofMinutes(80));
        var feed = feed();
        var host = page.code() + ".example.com";
        assertEquals("tag:" + host + ",2005:/history", text(feed, "id"));
        assertEquals("Talk & Co Status - Incident History", text(feed, "title"));
        var entry = (Element) feed.getElementsByTagName("entry").item(0);
        var id = incidents.story(page, code).incident().id();
        assertEquals("tag:" + host + ",2005:Incident/" + id, text(entry, "id"));
        assertEquals("2021-05-05T15:20:00Z", text(entry, "published"));
        assertEquals("로그인 장애", text(entry, "title"));
        assertEquals(
                "https://" + host + "/incidents/" + code,
                ((Element) entry.getElementsByTagName("link").item(0)).getAttribute("href"));
        assertEquals(
                "<p><small>May <var data-var='date'> 6</var>, <var data-var='time'>00:20</var>"
                        + " KST</small><br><strong>Resolved</strong> - 복구되었습니다.</p><p><small>May <var data-var='date'>"
                        + " 5</var>, <var data-var='time'>23:00</var> KST</small><br><strong>Update</strong> - 아직"
                        + " <strong>확인</strong> 중입니다.</p><p><small>May <var data-var='date'> 5</var>, <var"
                        + " data-var='time'>22:08</var> KST</small><br><strong>Investigating</strong> - 확인하고 있습니다.</p>",
                text(entry, "content"));
    }

    @Test
    void aMaintenanceBeginsWithItsSchedule() throws Exception {
        incidents.open(
                page,
                Word.as(Stage.SCHEDULED)
                        .named("ko", "정기 점검")
                        .saying("ko", "점검합니다.")
                        .planned(Instant.parse("2021-05-10T15:00:00Z"), Instant.parse("2021-05-10T19:00:00Z"))
                        .update(),
                Actor.HERALD);
        var content = text((Element) feed().getElementsByTagName("entry").item(0), "content");
        assertTrue(
                content.startsWith("<p><strong>THIS IS A SCHEDULED EVENT May <var data-var='date'>11</var>, <var"
                        + " data-var='time'>00:00</var> - <var data-var='time'>04:00</var> KST</strong></p>"),
                content);
    }

    @Test
    void theLast25AreTold() throws Exception {
        for (int i = 0; i < 27; i++) {
            open("장애 " + i, "말 끝 <script>alert(1)</script>");
        }
        var feed = feed();
        var entries = feed.getElementsByTagName("entry");
        assertEquals(25, entries.getLength());
        assertEquals("장애 26", text((Element) entries.item(0), "title"));
        assertFalse(text((Element) entries.item(0), "content").contains("<script"));
    }

    @Test
    void charactersThatXmlCannotWriteAreLeftOut() {
        assertEquals("a\tb\n가😀c", Xml.legal("a\tb\n\u0000\u0008가\uFFFE\uD800😀\uDC00c"));
    }

    private String open(String name, String body) {
        HERALD.clock().advance(Duration.ofMillis(1));
        HERALD.clock().stopAt(HERALD.clock().instant());
        return incidents
                .open(
                        page,
                        Word.as(Stage.INVESTIGATING)
                                .named("ko", name)
                                .saying("ko", body)
                                .update(),
                        Actor.HERALD)
                .incident()
                .code();
    }

    private void say(String code, Stage stage, String body, Duration later) {
        HERALD.clock().advance(later);
        incidents.post(page, code, Word.as(stage).saying("ko", body).update(), null, Actor.HERALD);
    }

    private Element feed() throws Exception {
        HERALD.bean(Publisher.class).publishWhole();
        var bytes = HERALD.bean(SnapshotStore.class)
                .ofPage(page.code())
                .flatMap(snapshot -> snapshot.document("/history.atom"))
                .orElseThrow()
                .bytes();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
