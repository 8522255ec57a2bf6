package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each kind of change costs: which documents readers wait for, and which are made after them. One language, so that it reads. */
class PublishCostTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");
    private static final int PAST = 40;

    private final Incidents incidents = HERALD.bean(Incidents.class);
    private final Components components = HERALD.bean(Components.class);
    private final PageReader reader = HERALD.bean(PageReader.class);
    private final PageRenderer renderer = HERALD.bean(PageRenderer.class);
    private Page page;
    private List<String> codes;
    private PageData data;
    private Rendering last;

    @BeforeEach
    void publishAPageWithAPast() {
        HERALD.clock().stopAt(NIGHT);
        page = HERALD.bean(Pages.class).create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko"), null));
        codes = IntStream.range(0, 3)
                .mapToObj(i -> components
                        .create(page.id(), ComponentFields.named("서비스 " + i), Actor.HERALD)
                        .code())
                .toList();
        for (int i = 0; i < PAST; i++) {
            var from = NIGHT.minus(Duration.ofDays(5L * i + 1));
            var code = open(Word.as(Stage.INVESTIGATING).felt(from, null));
            post(code, Word.as(Stage.RESOLVED).felt(null, from.plusSeconds(600)));
        }
        data = reader.read(page.id(), null).orElseThrow();
        last = Rendering.nothing();
        renderer.render(
                last, data, data.stories(), PageFixture.THEMES.theme("default"), "https://example.com", NIGHT, NIGHT);
        publishTheRest();
    }

    @Test
    void aNewIncidentCostsItsOwnDocumentsAndThoseThatListIt() {
        var code = open(Word.as(Stage.INVESTIGATING).setting(codes.getFirst(), ComponentStatus.MAJOR_OUTAGE));
        assertEquals(with(NOW, ofIncident(code), Set.of("/badge.svg", "/embed/frame", "/favicon.ico")), awaited());
        assertEquals(
                with(
                        FEEDS,
                        LONG_LISTS,
                        Set.of(
                                "/history",
                                "/uptime/" + codes.getFirst(),
                                "/api/v2/incidents/resolved.json",
                                "/sitemap.xml",
                                "/social.png",
                                "/incidents/" + code + ".png")),
                afterwards());
    }

    @Test
    void anotherWordCostsTheSame() {
        var code = open(Word.as(Stage.INVESTIGATING));
        awaited();
        publishTheRest();
        post(code, Word.as(Stage.IDENTIFIED));
        assertEquals(with(NOW, ofIncident(code), Set.of("/embed/frame")), awaited());
        assertEquals(
                with(
                        FEEDS,
                        LONG_LISTS,
                        Set.of("/history", "/api/v2/incidents/resolved.json", "/incidents/" + code + ".png")),
                afterwards());
    }

    @Test
    void wordsThatAreMendedLongAfterwardsCostTheirIncidentAndWhatHoldsIt() {
        var old = data.stories().getFirst();
        var update = old.updates().getFirst().update().code();
        incidents.edit(page, old.incident().code(), update, Map.of("ko", "고친 안내입니다."), null, null, Actor.HERALD);
        assertEquals(
                with(NOW, ofIncident(old.incident().code()), Set.of("/api/v2/incidents/resolved.json")), awaited());
        assertEquals(with(FEEDS, LONG_LISTS, Set.of("/history/3")), afterwards());
    }

    @Test
    void aComponentThatTurnsRedOutsideAnIncidentCostsNoIncident() {
        components.change(page.id(), codes.getFirst(), turning(ComponentStatus.MAJOR_OUTAGE), Actor.HERALD);
        assertEquals(with(NOW, Set.of("/badge.svg", "/favicon.ico")), awaited());
        assertEquals(
                with(
                        LONG_LISTS,
                        Set.of("/uptime/" + codes.getFirst(), "/api/v2/incidents/resolved.json", "/social.png")),
                afterwards());
    }

    @Test
    void aNewNameIsShownAtOnceWhereThingsAreNowAndLaterInThePast() {
        components.change(page.id(), codes.getFirst(), ComponentFields.named("새 이름"), Actor.HERALD);
        assertEquals(NOW, awaited());
        var later = afterwards();
        assertEquals(
                PAST,
                later.stream().filter(path -> path.matches("/incidents/\\w+")).count());
        assertEquals(
                PAST,
                later.stream()
                        .filter(path -> path.matches("/incidents/\\w+\\.json"))
                        .count());
    }

    @Test
    void aQuietQuarterOfAnHourCostsOneNewStamp() {
        HERALD.clock().advance(Duration.ofMinutes(15));
        assertEquals(Set.of("/"), awaited());
        assertEquals(Set.of("/uptime"), afterwards());
    }

    /** How things are now, for people and for machines. */
    private static final Set<String> NOW = Set.of(
            "/",
            "/api/v2/summary.json",
            "/api/v2/status.json",
            "/api/v2/components.json",
            "/api/v2/incidents/unresolved.json",
            "/api/v2/scheduled-maintenances/active.json",
            "/api/v2/scheduled-maintenances/upcoming.json");

    /** What was said lately, for those who ask from time to time. */
    private static final Set<String> FEEDS =
            Set.of("/history.atom", "/history.rss", "/feed.json", "/history.ics", "/history.json");

    private static final Set<String> LONG_LISTS =
            Set.of("/uptime", "/api/v2/incidents.json", "/api/v2/scheduled-maintenances.json");

    private static Set<String> ofIncident(String code) {
        return Set.of("/incidents/" + code, "/incidents/" + code + ".json", "/api/v2/incidents/" + code + ".json");
    }

    private static ComponentFields turning(ComponentStatus status) {
        return new ComponentFields(null, null, status, null, null, null, null);
    }

    private Set<String> afterwards() {
        var all = new TreeSet<String>();
        while (!last.isWhole()) {
            all.addAll(round(Duration.ofSeconds(60)));
        }
        return all;
    }

    private Set<String> awaited() {
        return round(Duration.ZERO);
    }

    private void publishTheRest() {
        afterwards();
    }

    /** The paths of the documents that a round has made anew. */
    private Set<String> round(Duration spare) {
        var dataBefore = data;
        data = reader.read(page.id(), data).orElseThrow();
        var before = last.documents();
        last = spare.isZero() ? Rendering.ofNews(last) : new Rendering(last, spare, () -> false);
        renderer.render(
                last,
                data,
                spare.isZero() ? data.newsSince(dataBefore) : data.stories(),
                PageFixture.THEMES.theme("default"),
                "https://example.com",
                HERALD.clock().instant(),
                HERALD.clock().instant());
        var anew = new TreeSet<String>();
        last.documents().forEach((path, document) -> {
            if (before.get(path) != document) {
                anew.add(path);
            }
        });
        assertTrue(anew.size() <= last.anew());
        return anew;
    }

    @SafeVarargs
    private static Set<String> with(Set<String>... some) {
        var all = new TreeSet<String>();
        for (var set : some) {
            all.addAll(set);
        }
        return all;
    }

    private String open(Word word) {
        return incidents
                .open(
                        page,
                        word.named("ko", "메시지 수신 장애").saying("ko", "확인하고 있습니다.").update(),
                        Actor.HERALD)
                .incident()
                .code();
    }

    private void post(String code, Word word) {
        incidents.post(page, code, word.saying("ko", "안내드립니다.").update(), null, Actor.HERALD);
    }
}
