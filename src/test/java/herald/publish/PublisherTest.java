package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.component.Impact;
import herald.incident.Incidents;
import herald.incident.Scope;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublisherTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase()
            .with("herald.themes-dir", Path.of("target").toAbsolutePath().toString());

    private static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");

    private final Incidents incidents = HERALD.bean(Incidents.class);
    private final Pages pages = HERALD.bean(Pages.class);
    private final Publisher publisher = HERALD.bean(Publisher.class);
    private final SnapshotStore store = HERALD.bean(SnapshotStore.class);
    private Page page;

    @BeforeEach
    void makeAPage() {
        HERALD.clock().stopAt(NIGHT);
        page = pages.create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko", "en"), null));
    }

    @Test
    void aPostIsSeenWithoutAnybodyAskingForIt() {
        var code = open(Word.as(Stage.INVESTIGATING));
        Eventually.holds(() -> store.ofPage(page.code())
                .filter(s -> s.document("/incidents/" + code).isPresent())
                .isPresent());
    }

    @Test
    void aPromiseThatIsNotKeptSaysSoByItself() {
        var code = open(Word.as(Stage.INVESTIGATING).promising(NIGHT.plus(Duration.ofMinutes(32))));
        assertTrue(html("/").contains("다음 안내는 22:40 KST까지"), html("/"));
        HERALD.clock().advance(Duration.ofMinutes(31));
        assertFalse(html("/").contains("promise--late"));
        HERALD.clock().advance(Duration.ofMinutes(2));
        assertTrue(html("/").contains("promise--late"));
        assertTrue(html("/incidents/" + code).contains("늦어지고 있습니다"));
        assertTrue(html("/en/").contains("The next update promised for 22:40 KST is late"));
    }

    @Test
    void aMaintenanceComesAndGoesWithItsTime() {
        open(Word.as(Stage.SCHEDULED).planned(NIGHT.plusSeconds(3600), NIGHT.plusSeconds(7200)));
        assertTrue(html("/").contains("id=\"upcoming\""));
        HERALD.clock().advance(Duration.ofMinutes(61));
        assertTrue(html("/").contains("id=\"running\""));
        assertTrue(html("/").contains("서비스 점검이 진행 중입니다"));
        HERALD.clock().advance(Duration.ofMinutes(60));
        assertFalse(html("/").contains("id=\"running\""));
        assertTrue(html("/").contains("모든 서비스가 정상입니다"));
    }

    @Test
    void aDayEndsAtMidnightInThePagesZone() {
        assertTrue(html("/").contains("datetime=\"2021-05-05\""));
        assertFalse(html("/").contains("datetime=\"2021-05-06\""));
        HERALD.clock().stopAt(Instant.parse("2021-05-05T15:00:00Z"));
        assertTrue(html("/").contains("datetime=\"2021-05-06\""));
        assertEquals(14, html("/").split("class=\"day ", -1).length - 1);
    }

    @Test
    void whatWentOnOverMidnightStandsOnBothDaysAndOnceInTheHistory() {
        HERALD.clock().stopAt(Instant.parse("2021-05-05T15:20:00Z"));
        var code = open(Word.as(Stage.INVESTIGATING).felt(Instant.parse("2021-05-05T12:47:00Z"), null));
        incidents.post(
                page,
                code,
                Word.as(Stage.RESOLVED)
                        .saying("ko", "끝")
                        .felt(null, Instant.parse("2021-05-05T15:08:00Z"))
                        .update(),
                null,
                Actor.HERALD);
        assertEquals(2, count(html("/"), "/incidents/" + code + "\""));
        assertEquals(1, count(html("/history"), "/incidents/" + code + "\""));
        var until = open(Word.as(Stage.RESOLVED)
                .felt(Instant.parse("2021-05-05T13:00:00Z"), Instant.parse("2021-05-05T15:00:00Z")));
        assertEquals(1, count(html("/"), "/incidents/" + until + "\""));
    }

    @Test
    void theBannerIsNeverMilderThanAnOpenIncident() {
        var components = HERALD.bean(Components.class);
        components.create(page.id(), ComponentFields.named("결제"), Actor.HERALD);
        assertTrue(html("/").contains("모든 서비스가 정상입니다"));
        open(Word.as(Stage.INVESTIGATING));
        assertFalse(html("/").contains("모든 서비스가 정상입니다"));
        open(Word.as(Stage.INVESTIGATING).impact(Impact.CRITICAL));
        assertTrue(html("/").contains("서비스에 큰 장애가 발생했습니다"));
    }

    @Test
    void componentsThatShowOnlyWhenDegradedDoSo() {
        var components = HERALD.bean(Components.class);
        var quiet = components.create(
                page.id(), new ComponentFields("숨은 서비스", null, null, null, null, true, null), Actor.HERALD);
        assertFalse(html("/").contains("숨은 서비스"));
        assertTrue(html("/api/v2/components.json").contains("숨은 서비스"));
        components.change(
                page.id(),
                quiet.code(),
                new ComponentFields(null, null, ComponentStatus.DEGRADED_PERFORMANCE, null, null, null, null),
                Actor.HERALD);
        assertTrue(html("/").contains("숨은 서비스"));
    }

    @Test
    void readersOfAnotherLanguageAreToldWhatTheyGet() {
        var code = open(Word.as(Stage.INVESTIGATING).named("en", "Log-in fails"));
        var english = html("/en/incidents/" + code);
        assertTrue(english.contains("Log-in fails"));
        assertTrue(english.contains("확인하고 있습니다."));
        assertTrue(english.contains("Only in Korean"));
        assertFalse(html("/incidents/" + code).contains("Only in Korean"));
    }

    @Test
    void anEditKeepsTheEarlierWordsOneClickAway() {
        var code = open(Word.as(Stage.INVESTIGATING));
        var update = incidents.story(page, code).updates().getFirst().update().code();
        HERALD.clock().advance(Duration.ofMinutes(66));
        incidents.edit(page, code, update, Map.of("ko", "고친 말"), null, null, Actor.HERALD);
        var html = html("/incidents/" + code);
        assertTrue(html.contains("고친 말") && html.contains("확인하고 있습니다."));
        assertTrue(html.contains("23:14 KST"));
    }

    @Test
    void windowAndPostTimesStandSideBySide() {
        var code = open(Word.as(Stage.INVESTIGATING)
                .felt(Instant.parse("2021-05-05T12:47:00Z"), null)
                .forWhom(Scope.SOME, "PC와 안드로이드"));
        HERALD.clock().stopAt(Instant.parse("2021-05-05T15:20:00Z"));
        incidents.post(
                page,
                code,
                Word.as(Stage.RESOLVED)
                        .saying("ko", "복구되었습니다.")
                        .felt(null, Instant.parse("2021-05-05T15:08:00Z"))
                        .update(),
                null,
                Actor.HERALD);
        var html = html("/incidents/" + code).replace('\u00A0', ' ');
        assertTrue(html.contains("2021년 5월 5일 21:47 ~ 2021년 5월 6일 00:08 KST"), html);
        assertTrue(html.contains("2021년 5월 5일 22:08 ~ 2021년 5월 6일 00:20 KST"));
        assertTrue(html.contains("일부 사용자 · PC와 안드로이드"));
    }

    @Test
    void aScriptIsOnlyText() {
        var evil = "<script>alert(1)</script>";
        HERALD.bean(Components.class).create(page.id(), ComponentFields.named(evil), Actor.HERALD);
        var code = open(Word.as(Stage.INVESTIGATING)
                .named("ko", evil)
                .saying("ko", evil + " [x](javascript:alert(1)) " + "*".repeat(20_000)));
        for (var path : List.of("/", "/incidents/" + code, "/history", "/api/v2/summary.json", "/history.atom")) {
            assertFalse(html(path).contains("<script>"), path);
            assertFalse(html(path).contains("href=\"javascript"), path);
        }
    }

    @Test
    void aPageNeverGoesBack() {
        open(Word.as(Stage.INVESTIGATING));
        html("/");
        var shown = store.ofPage(page.code()).orElseThrow();
        var older = new PageSnapshot(
                shown.pageCode(),
                shown.pageId(),
                null,
                shown.languages(),
                shown.version() - 1,
                shown.renderedAt().plusSeconds(60),
                shown.documents());
        assertFalse(store.put(older));
        var again = new PageSnapshot(
                shown.pageCode(),
                shown.pageId(),
                null,
                shown.languages(),
                shown.version(),
                shown.renderedAt(),
                shown.documents());
        assertFalse(store.put(again));
        assertSame(shown, store.ofPage(page.code()).orElseThrow());
    }

    @Test
    void pagesAreFoundByTheirDomain() {
        pages.change(page.code(), new PageFields(null, null, page.code() + ".example.com", null, null, null));
        var other = pages.create(new PageFields("Other", null, null, "UTC", List.of("en"), null));
        publisher.publishDue();
        assertEquals(
                page.code(),
                store.forHost(page.code() + ".EXAMPLE.com:8443").orElseThrow().pageCode());
        assertTrue(store.forHost("unknown.example.com").orElseThrow().domain() == null);
        assertTrue(store.ofPage(other.code()).isPresent());
        assertTrue(html("/").contains("https://" + page.code() + ".example.com/"));
    }

    @Test
    void aThemeThatFailsLeavesTheLastPageAndOtherPagesAlone() throws Exception {
        var first = html("/");
        breakTheTheme();
        var other = pages.create(new PageFields("Other", null, null, "UTC", List.of("en"), null));
        publisher.publishDue();
        assertEquals(first, html("/"));
        assertTrue(store.ofPage(other.code()).isPresent());
        assertTrue(publisher.trouble().orElse("").contains("noSuchThing"), publisher.trouble()::toString);
        sql("UPDATE page SET theme = 'default', version = version + 1 WHERE id = " + page.id());
        Eventually.holds(() -> !publisher.trouble().orElse("").contains(page.code()));
    }

    @Test
    void newsDoNotWaitForABrokenTheme() throws Exception {
        html("/");
        breakTheTheme();
        publisher.publishDue();
        var code = open(Word.as(Stage.INVESTIGATING));
        Eventually.holds(() -> html("/").contains("/incidents/" + code));
        Eventually.holds(() -> html("/history.atom").contains(code));
        assertTrue(publisher.trouble().orElse("").contains("noSuchThing"), publisher.trouble()::toString);
    }

    @Test
    void aThemeThatIsMendedOnDiskIsShownAtOnce() throws Exception {
        html("/");
        var folder = breakTheTheme();
        publisher.publishDue();
        Files.writeString(folder.resolve("index.ftlh"), "<!doctype html><p>mended</p>");
        Eventually.holds(() -> html("/").contains("<p>mended</p>"));
        Eventually.holds(() -> !publisher.trouble().orElse("").contains(page.code()));
        Files.writeString(folder.resolve("index.ftlh"), "<!doctype html><p>improved</p>");
        Eventually.holds(() -> html("/").contains("<p>improved</p>"));
    }

    private Path breakTheTheme() throws Exception {
        var broken = Path.of("target", "broken-" + page.code());
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("theme.properties"), "parent=default");
        Files.writeString(broken.resolve("index.ftlh"), "${view.noSuchThing}");
        sql("UPDATE page SET theme = 'broken-" + page.code() + "', version = version + 1 WHERE id = " + page.id());
        return broken;
    }

    private String open(Word word) {
        return incidents
                .open(page, word.filled().update(), Actor.HERALD)
                .incident()
                .code();
    }

    private String html(String path) {
        publisher.publishWhole();
        return new String(
                store.ofPage(page.code())
                        .flatMap(snapshot -> snapshot.document(path))
                        .orElseThrow()
                        .bytes(),
                StandardCharsets.UTF_8);
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    private static void sql(String statement) throws Exception {
        var database = HERALD.database();
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var plain = connection.createStatement()) {
            plain.executeUpdate(statement);
        }
    }
}
