package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Stage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class RssFeedTest {

    @Test
    void anIncidentReadsAsTheRealOneDoes() throws Exception {
        var channel = channel(PageFixture.aPage()
                .with(PageFixture.story(7)
                        .named("로그인 장애")
                        .says(Stage.INVESTIGATING, PageFixture.NIGHT, "확인하고 있습니다.")
                        .says(Stage.RESOLVED, PageFixture.NIGHT.plus(Duration.ofMinutes(132)), "복구되었습니다.")
                        .story()));
        assertEquals("Talk & Co Status - Incident History", text(channel, "title"));
        assertEquals("Statuspage", text(channel, "description"));
        var item = (Element) channel.getElementsByTagName("item").item(0);
        assertEquals(List.of("title", "description", "pubDate", "link", "guid"), children(item));
        assertEquals("Thu, 06 May 2021 00:20:00 +0900", text(item, "pubDate"));
        assertEquals("https://status.example.com/incidents/incident0007", text(item, "link"));
        assertEquals(text(item, "link"), text(item, "guid"));
        assertEquals(
                "<p><small>May <var data-var='date'> 6</var>, <var data-var='time'>00:20</var>"
                        + " KST</small><br><strong>Resolved</strong> - 복구되었습니다.</p><p><small>May <var data-var='date'>"
                        + " 5</var>, <var data-var='time'>22:08</var> KST</small><br><strong>Investigating</strong> -"
                        + " 확인하고 있습니다.</p>",
                text(item, "description"));
    }

    @Test
    void aMaintenanceBearsItsBeginningAndItsEnd() throws Exception {
        var channel = channel(PageFixture.aPage()
                .with(PageFixture.story(7)
                        .planned(Instant.parse("2021-05-10T15:00:00Z"), Instant.parse("2021-05-11T19:00:00Z"))
                        .says(Stage.SCHEDULED, PageFixture.NIGHT, "점검합니다.")
                        .story()));
        var item = (Element) channel.getElementsByTagName("item").item(0);
        assertEquals(List.of("title", "description", "pubDate", "maintenanceEndDate", "link", "guid"), children(item));
        assertEquals("Tue, 11 May 2021 00:00:00 +0900", text(item, "pubDate"));
        assertEquals("Wed, 12 May 2021 04:00:00 +0900", text(item, "maintenanceEndDate"));
        var description = text(item, "description");
        assertTrue(
                description.startsWith("<p><strong>THIS IS A SCHEDULED EVENT May <var data-var='date'>11</var>, <var"
                        + " data-var='time'>00:00</var> - May <var data-var='date'>12</var>, <var"
                        + " data-var='time'>04:00</var> KST</strong></p>"),
                description);
    }

    private static Element channel(PageFixture page) throws Exception {
        var bytes = PageFixture.documents(page.data(), PageFixture.NIGHT)
                .get("/history.rss")
                .bytes();
        var rss = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
        assertEquals("http://purl.org/dc/elements/1.1/", rss.getAttribute("xmlns:dc"));
        return (Element) rss.getFirstChild();
    }

    private static List<String> children(Element parent) {
        var names = new ArrayList<String>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            names.add(child.getNodeName());
        }
        return names;
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
