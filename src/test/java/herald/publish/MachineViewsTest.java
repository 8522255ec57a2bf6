package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.ComponentStatus;
import herald.incident.Stage;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MachineViewsTest {

    private static final List<String> ANSWERS = List.of(
            "/api/v2/summary.json",
            "/api/v2/status.json",
            "/api/v2/components.json",
            "/api/v2/incidents.json",
            "/api/v2/incidents/unresolved.json",
            "/api/v2/incidents/resolved.json",
            "/api/v2/scheduled-maintenances.json",
            "/api/v2/scheduled-maintenances/upcoming.json",
            "/api/v2/scheduled-maintenances/active.json");

    @Test
    void everyAddressHasItsKindOfContent() {
        var documents = PageFixture.render(
                        PageFixture.aPage().past(1, Duration.ofDays(1)).data(), PageFixture.NIGHT, Rendering.nothing())
                .documents();
        ANSWERS.forEach(path -> assertEquals(Document.JSON, documents.get(path).contentType(), path));
        var kinds = Map.ofEntries(
                Map.entry("/history.atom", "application/atom+xml; charset=utf-8"),
                Map.entry("/history.rss", "application/rss+xml; charset=utf-8"),
                Map.entry("/feed.json", "application/feed+json; charset=utf-8"),
                Map.entry("/history.json", Document.JSON),
                Map.entry("/history.ics", "text/calendar; charset=utf-8"),
                Map.entry("/maintenances.ics", "text/calendar; charset=utf-8"),
                Map.entry("/incidents/incident0001.json", Document.JSON),
                Map.entry("/api/v2/incidents/incident0001.json", Document.JSON),
                Map.entry("/badge.svg", "image/svg+xml"),
                Map.entry("/en/badge.svg", "image/svg+xml"),
                Map.entry("/embed/frame", Document.HTML),
                Map.entry("/embed/frame.css", "text/css; charset=utf-8"),
                Map.entry("/embed/frame.js", "text/javascript; charset=utf-8"),
                Map.entry("/embed/script.js", "text/javascript; charset=utf-8"),
                Map.entry("/robots.txt", "text/plain; charset=utf-8"),
                Map.entry("/sitemap.xml", "application/xml; charset=utf-8"),
                Map.entry("/social.png", "image/png"),
                Map.entry("/en/incidents/incident0001.png", "image/png"));
        kinds.forEach((path, kind) -> assertEquals(kind, documents.get(path).contentType(), path));
    }

    @Test
    void aPostMakesOnlyWhatTellsOfIt() {
        var before = PageFixture.aPage().past(20, Duration.ofDays(1)).data();
        var first = PageFixture.render(before, PageFixture.NIGHT, Rendering.nothing());
        var fixture = PageFixture.aPage().version(2).now(PageFixture.NIGHT.plusSeconds(1));
        before.stories().forEach(fixture::with);
        var after = fixture.with(PageFixture.story(900)
                        .says(Stage.INVESTIGATING, PageFixture.NIGHT, "확인하고 있습니다.")
                        .story())
                .data();
        var second = PageFixture.render(after, PageFixture.NIGHT.plusSeconds(1), first);
        var anew = second.documents().entrySet().stream()
                .filter(document ->
                        !document.getValue().equals(first.documents().get(document.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        var expected = new TreeSet<>(ANSWERS);
        expected.addAll(List.of(
                "/history.atom",
                "/history.rss",
                "/feed.json",
                "/history.ics",
                "/history.json",
                "/incidents/incident0900.json",
                "/api/v2/incidents/incident0900.json",
                "/badge.svg",
                "/en/badge.svg",
                "/embed/frame",
                "/sitemap.xml",
                "/social.png",
                "/en/social.png",
                "/incidents/incident0900.png",
                "/en/incidents/incident0900.png"));
        assertEquals(expected, anew);
    }

    @Test
    void anIncidentsAnswerIsOneDocumentUnderTwoAddresses() throws Exception {
        var documents = PageFixture.documents(
                PageFixture.aPage().past(1, Duration.ofDays(1)).data(), PageFixture.NIGHT);
        var answer = documents.get("/incidents/incident0001.json");
        assertSame(answer, documents.get("/api/v2/incidents/incident0001.json"));
        var json = JsonMapper.createDefault().readValue(answer.bytes(), Argument.mapOf(String.class, Object.class));
        assertEquals(List.of("page", "incident"), List.copyOf(json.keySet()));
    }

    @Test
    void aClosedIncidentsAnswerRestsWhileComponentsChange() {
        var fixture = PageFixture.aPage().past(3, Duration.ofDays(1)).components(30, ComponentStatus.OPERATIONAL);
        var before = PageFixture.render(fixture.data(), PageFixture.NIGHT, Rendering.nothing());
        var changed = fixture.version(2)
                .components(30, ComponentStatus.MAJOR_OUTAGE)
                .now(PageFixture.NIGHT.plusSeconds(9))
                .data();
        var path = "/incidents/incident0002.json";
        assertSame(
                before.documents().get(path),
                PageFixture.render(changed, PageFixture.NIGHT, before)
                        .documents()
                        .get(path));
        var afresh = PageFixture.documents(changed, PageFixture.NIGHT).get(path);
        assertEquals(before.documents().get(path).hash(), afresh.hash(), "another node writes the same bytes");
        assertTrue(text(afresh).contains("\"status\":\"operational\""));
    }

    @Test
    void anOpenIncidentsAnswerShowsItsComponentsAsTheyAre() {
        var story = PageFixture.story(5)
                .touching(1)
                .says(Stage.INVESTIGATING, PageFixture.NIGHT, "확인하고 있습니다.")
                .story();
        var fixture = PageFixture.aPage().with(story).components(2, ComponentStatus.OPERATIONAL);
        var before = PageFixture.render(fixture.data(), PageFixture.NIGHT, Rendering.nothing());
        var after = PageFixture.render(
                fixture.version(2).components(2, ComponentStatus.MAJOR_OUTAGE).data(), PageFixture.NIGHT, before);
        var path = "/incidents/incident0005.json";
        assertNotSame(before.documents().get(path), after.documents().get(path));
        assertTrue(text(after.documents().get(path)).contains("\"status\":\"major_outage\""));
    }

    @Test
    void whatIsOverWaitsUnlessItIsNews() {
        var fixture = PageFixture.aPage().past(3, Duration.ofDays(1));
        var before = PageFixture.render(fixture.data(), PageFixture.NIGHT, Rendering.nothing(), Duration.ZERO);
        var path = "/api/v2/incidents/resolved.json";
        var later = PageFixture.render(fixture.version(2).data(), PageFixture.NIGHT, before, Duration.ZERO);
        assertSame(before.documents().get(path), later.documents().get(path));
        var resolved = PageFixture.story(7)
                .says(Stage.RESOLVED, PageFixture.NIGHT, "복구되었습니다.")
                .story();
        var news =
                PageFixture.render(fixture.version(3).with(resolved).data(), PageFixture.NIGHT, later, Duration.ZERO);
        assertTrue(text(news.documents().get(path)).contains("incident0007"));
    }

    @Test
    void theBadgeSaysInWordsWhatItShows() {
        var documents = PageFixture.documents(
                PageFixture.aPage().components(2, ComponentStatus.MAJOR_OUTAGE).data(), PageFixture.NIGHT);
        var badge = text(documents.get("/en/badge.svg"));
        assertTrue(badge.contains("<title>Talk &amp; Co: A major outage is affecting our systems</title>"), badge);
        assertTrue(badge.contains("role=\"img\"") && badge.contains(Mark.DOWN.colour()));
        assertTrue(text(documents.get("/badge.svg")).contains("서비스에 큰 장애가 발생했습니다"));
        assertFalse(badge.contains("style"));
        assertTrue(badge.length() < 1_500);
    }

    @Test
    void theSitemapNamesEveryPageInEachLanguage() {
        var documents = PageFixture.documents(
                PageFixture.aPage().past(2, Duration.ofDays(1)).data(), PageFixture.NIGHT);
        var map = text(documents.get("/sitemap.xml"));
        assertEquals(12, map.split("<url>", -1).length - 1, "six pages in two languages");
        assertTrue(
                map.contains("<loc>https://status.example.com/en/incidents/incident0002</loc>"
                        + "<lastmod>2021-05-03T14:38:00Z</lastmod><xhtml:link rel=\"alternate\" hreflang=\"ko\""
                        + " href=\"https://status.example.com/incidents/incident0002\"/>"),
                map);
        assertTrue(text(documents.get("/robots.txt")).contains("Sitemap: https://status.example.com/sitemap.xml\n"));
    }

    @Test
    void theFrameShowsTheWorstOpenIncidentAndNothingWhenAllIsWell() {
        var quiet = PageFixture.documents(
                PageFixture.aPage().past(2, Duration.ofDays(1)).data(), PageFixture.NIGHT);
        assertFalse(text(quiet.get("/embed/frame")).contains("data-incident"));
        var fixture = PageFixture.aPage()
                .with(PageFixture.story(1)
                        .of(herald.component.Impact.CRITICAL)
                        .says(Stage.INVESTIGATING, PageFixture.NIGHT.minusSeconds(60), "첫째")
                        .story())
                .with(PageFixture.story(2)
                        .says(Stage.INVESTIGATING, PageFixture.NIGHT, "둘째")
                        .story());
        var frame =
                text(PageFixture.documents(fixture.data(), PageFixture.NIGHT).get("/embed/frame"));
        assertTrue(frame.contains("data-incident=\"incident0001\""), frame);
        assertFalse(frame.contains("style=") || frame.contains("onclick"), "the policy forbids both");
    }

    private static String text(Document document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }
}
