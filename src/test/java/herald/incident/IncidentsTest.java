package herald.incident;

import static herald.component.ComponentStatus.DEGRADED_PERFORMANCE;
import static herald.component.ComponentStatus.MAJOR_OUTAGE;
import static herald.component.ComponentStatus.OPERATIONAL;
import static herald.component.ComponentStatus.PARTIAL_OUTAGE;
import static herald.component.ComponentStatus.UNDER_MAINTENANCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.Component;
import herald.component.ComponentFields;
import herald.component.ComponentStatusChange;
import herald.component.Components;
import herald.component.Impact;
import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentsTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private static final Instant STARTED = Instant.parse("2021-05-05T12:47:00Z");
    private static final Instant POSTED = Instant.parse("2021-05-05T13:08:00Z");
    private static final Instant ENDED = Instant.parse("2021-05-05T15:08:00Z");
    private static final Instant RESOLVED = Instant.parse("2021-05-05T15:20:00Z");

    private final Incidents incidents = HERALD.bean(Incidents.class);
    private final Components components = HERALD.bean(Components.class);
    private final Pages pages = HERALD.bean(Pages.class);
    private Page page;
    private Component login;
    private Component messages;

    @BeforeEach
    void makeAPage() {
        HERALD.clock().stopAt(POSTED);
        page = pages.create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko", "en"), null));
        login = components.create(page.id(), ComponentFields.named("PC 로그인"), Actor.HERALD);
        messages = components.create(page.id(), ComponentFields.named("메시지"), Actor.HERALD);
    }

    @Test
    void aFirstWordSetsStageComponentsAndImpact() {
        var story = open(says(Stage.INVESTIGATING, "확인하고 있습니다.")
                .setting(messages.code(), PARTIAL_OUTAGE)
                .forWhom(Scope.SOME, " PC와 모바일 "));
        var read = incidents.story(page, story.incident().code());
        assertEquals(read, story);
        assertEquals(Impact.MAJOR, read.incident().impact());
        assertEquals(Scope.SOME, read.incident().scope());
        assertEquals("PC와 모바일", read.incident().scopeNote());
        assertEquals(Map.of("ko", "확인하고 있습니다."), read.updates().getFirst().bodies());
        var affected = read.updates().getFirst().components().getFirst();
        assertEquals(OPERATIONAL, affected.oldStatus());
        assertEquals(PARTIAL_OUTAGE, affected.newStatus());
        assertEquals(PARTIAL_OUTAGE, now(messages).status());
        assertEquals(
                List.of(OPERATIONAL, PARTIAL_OUTAGE),
                components.history(messages).stream()
                        .map(ComponentStatusChange::newStatus)
                        .toList());
    }

    @Test
    void anUpdateFreezesTheNamesOfAllComponentsItsIncidentTouches() {
        components.createGroup(page.id(), "톡", null, List.of(login.code()), Actor.HERALD);
        var story = open(says(Stage.INVESTIGATING, "하나").setting(login.code(), DEGRADED_PERFORMANCE));
        story = post(story, says(Stage.IDENTIFIED, "둘").setting(messages.code(), PARTIAL_OUTAGE));
        components.change(page.id(), login.code(), ComponentFields.named("새 이름"), Actor.HERALD);
        var second = incidents.story(page, story.incident().code()).updates().getLast();
        var byCode = new TreeMap<String, AffectedComponent>();
        second.components().forEach(affected -> byCode.put(affected.componentCode(), affected));
        assertEquals("톡 - PC 로그인", byCode.get(login.code()).name());
        assertEquals(DEGRADED_PERFORMANCE, byCode.get(login.code()).oldStatus());
        assertEquals(DEGRADED_PERFORMANCE, byCode.get(login.code()).newStatus());
        assertEquals("메시지", byCode.get(messages.code()).name());
    }

    @Test
    void impactIsThePeakAndDoesNotFall() {
        var story = open(says(Stage.INVESTIGATING, "하나").setting(login.code(), DEGRADED_PERFORMANCE));
        assertEquals(Impact.MINOR, story.incident().impact());
        story = post(story, says(Stage.IDENTIFIED, "둘").setting(login.code(), MAJOR_OUTAGE));
        assertEquals(Impact.CRITICAL, story.incident().impact());
        story = post(story, says(Stage.RESOLVED, "셋").setting(login.code(), OPERATIONAL));
        assertEquals(Impact.CRITICAL, story.incident().impact());
        assertEquals(OPERATIONAL, now(login).status());
    }

    @Test
    void staffsWordOnImpactStandsUntilItIsTakenBack() {
        var story = open(says(Stage.INVESTIGATING, "하나")
                .setting(login.code(), MAJOR_OUTAGE)
                .impact(Impact.MINOR));
        assertEquals(Impact.MINOR, story.incident().effectiveImpact());
        story = post(story, says(Stage.IDENTIFIED, "둘"));
        assertEquals(Impact.MINOR, story.incident().effectiveImpact());
        story = incidents.change(
                page,
                story.incident().code(),
                Word.as(Stage.INVESTIGATING).computedImpact().details(),
                null,
                Actor.HERALD);
        assertEquals(Impact.CRITICAL, story.incident().effectiveImpact());
        assertEquals(2, story.updates().size());
    }

    @Test
    void resolvingLeavesComponentsAsTheyAre() {
        var story = open(says(Stage.INVESTIGATING, "하나").setting(login.code(), MAJOR_OUTAGE));
        post(story, says(Stage.RESOLVED, "둘"));
        assertEquals(MAJOR_OUTAGE, now(login).status());
    }

    @Test
    void aMaintenanceCountsAsMaintenanceWhateverItsComponentsAre() {
        var story = open(says(Stage.SCHEDULED, "점검 예정").planned(POSTED.plusSeconds(3600), POSTED.plusSeconds(7200)));
        assertNull(story.incident().impactStartedAt());
        assertEquals(Impact.MAINTENANCE, story.incident().effectiveImpact());
        HERALD.clock().advance(Duration.ofHours(1));
        story = post(story, says(Stage.IN_PROGRESS, "점검 중").setting(login.code(), UNDER_MAINTENANCE));
        assertEquals(Impact.MAINTENANCE, story.incident().effectiveImpact());
        assertEquals(POSTED.plusSeconds(3600), story.incident().impactStartedAt());
        HERALD.clock().advance(Duration.ofHours(1));
        story = post(story, says(Stage.COMPLETED, "점검 끝"));
        assertFalse(story.incident().isOpen());
        assertEquals(POSTED.plusSeconds(7200), story.incident().resolvedAt());
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void aStageBelongsToIncidentsOrToMaintenanceOrToBoth(Stage stage) {
        taken(Stage.OF_INCIDENT.contains(stage), () -> open(says(stage, "글")));
        taken(
                Stage.OF_MAINTENANCE.contains(stage),
                () -> open(says(stage, "글").planned(POSTED.plusSeconds(60), POSTED.plusSeconds(120))));
    }

    @ParameterizedTest
    @CsvSource({
        "INVESTIGATING DELAYED, investigating",
        "DELAYED, investigating",
        "INVESTIGATING IDENTIFIED DELAYED DELAYED, identified",
        "INVESTIGATING RESOLVED DELAYED, investigating",
        "INVESTIGATING DELAYED RESOLVED, resolved",
    })
    void delayedShowsToOldClientsAsTheStageBefore(String stages, String shown) {
        Story story = null;
        for (var stage : stages.split(" ")) {
            var next = says(Stage.valueOf(stage), "글");
            story = story == null ? open(next) : post(story, next);
        }
        assertEquals(shown, story.standardStage(story.incident().lastSequence()).word());
    }

    @Test
    void aMaintenanceDelayedFromItsBeginningShowsAsInProgress() {
        var story = open(says(Stage.DELAYED, "늦게 시작합니다.").planned(POSTED.plusSeconds(60), POSTED.plusSeconds(120)));
        assertEquals(Stage.IN_PROGRESS, story.standardStage(1));
    }

    @Test
    void anOpenStageReopensAndForgetsWhenItWasClosed() {
        var story = open(says(Stage.INVESTIGATING, "하나"));
        HERALD.clock().stopAt(RESOLVED);
        story = post(story, says(Stage.RESOLVED, "둘"));
        assertEquals(RESOLVED, story.incident().resolvedAt());
        assertEquals(RESOLVED, story.incident().impactEndedAt());
        HERALD.clock().advance(Duration.ofMinutes(10));
        story = post(story, says(Stage.INVESTIGATING, "다시"));
        assertNull(story.incident().resolvedAt());
        assertNull(story.incident().impactEndedAt());
        assertEquals(POSTED, story.incident().impactStartedAt());
        assertTrue(incidents.open(page.id()).stream()
                .allMatch(one -> one.incident().isOpen()));
    }

    @Test
    void theWindowUsersFeltStandsApartFromThePosts() {
        var story = open(says(Stage.INVESTIGATING, "하나").felt(STARTED, null));
        assertEquals(STARTED, story.incident().impactStartedAt());
        assertEquals(STARTED, story.incident().startedAt());
        HERALD.clock().stopAt(RESOLVED);
        story = post(story, says(Stage.RESOLVED, "둘").felt(null, ENDED));
        assertEquals(STARTED, story.incident().impactStartedAt());
        assertEquals(ENDED, story.incident().impactEndedAt());
        assertEquals(RESOLVED, story.incident().resolvedAt());
    }

    @Test
    void withoutAWordTheWindowIsThatOfThePosts() {
        var story = open(says(Stage.INVESTIGATING, "하나"));
        assertEquals(POSTED, story.incident().impactStartedAt());
        assertNull(story.incident().impactEndedAt());
        HERALD.clock().stopAt(RESOLVED);
        assertEquals(RESOLVED, post(story, says(Stage.RESOLVED, "둘")).incident().impactEndedAt());
    }

    @Test
    void aWindowThatCannotBeIsRefused() {
        var story = open(says(Stage.INVESTIGATING, "하나").felt(POSTED.minusSeconds(60), null));
        refused(() -> post(story, says(Stage.RESOLVED, "둘").felt(null, STARTED)));
        refused(() -> open(says(Stage.INVESTIGATING, "하나").felt(POSTED.plusSeconds(600), null)));
        refused(() -> post(story, says(Stage.RESOLVED, "둘").felt(null, POSTED.plusSeconds(600))));
    }

    @Test
    void aPromiseHoldsUntilTheNextWordAndLiesAhead() {
        var story = open(says(Stage.INVESTIGATING, "하나").promising(POSTED.plusSeconds(1800)));
        assertEquals(POSTED.plusSeconds(1800), story.incident().nextUpdateAt());
        assertEquals(
                POSTED.plusSeconds(1800), story.updates().getFirst().update().nextUpdateAt());
        assertNull(post(story, says(Stage.IDENTIFIED, "둘")).incident().nextUpdateAt());
        assertNull(post(story, says(Stage.RESOLVED, "셋").promising(POSTED.plusSeconds(1800)))
                .incident()
                .nextUpdateAt());
        refused(() -> post(story, says(Stage.IDENTIFIED, "넷").promising(POSTED.minusSeconds(1))));
    }

    @Test
    void eachLanguageHasItsWordsAndOthersFallBack() {
        var story = open(says(Stage.INVESTIGATING, "하나").saying("en", "one"));
        story = post(story, says(Stage.IDENTIFIED, "둘"));
        var first = story.updates().getFirst();
        assertEquals("one", first.body("en", page.languageList()));
        assertEquals("둘", story.updates().getLast().body("en", page.languageList()));
        assertEquals("하나", first.body("ja", page.languageList()));
        assertEquals("장애", story.name("en", page.languageList()));
    }

    @Test
    void anEditKeepsTheOldWordsInTheirLanguage() {
        var story = open(says(Stage.INVESTIGATING, "하나").saying("en", "one"));
        var update = story.updates().getFirst().update().code();
        var code = story.incident().code();
        incidents.edit(page, code, update, Map.of("ko", "하나!"), null, null, Actor.HERALD);
        var told = incidents
                .edit(page, code, update, Map.of("ko", "하나!!", "en", "one"), null, null, Actor.HERALD)
                .updates()
                .getFirst();
        assertEquals(Map.of("ko", "하나!!", "en", "one"), told.bodies());
        assertEquals(
                List.of("하나", "하나!"),
                told.earlier().stream().map(UpdateText::body).toList());
    }

    @Test
    void movingTheClosingUpdateMovesWhenItWasResolved() {
        var story = open(says(Stage.INVESTIGATING, "하나"));
        HERALD.clock().stopAt(RESOLVED);
        story = post(story, says(Stage.RESOLVED, "둘"));
        var update = story.updates().getLast().update().code();
        story = incidents.edit(page, story.incident().code(), update, Map.of(), ENDED, null, Actor.HERALD);
        assertEquals(ENDED, story.incident().resolvedAt());
        assertEquals(RESOLVED, story.updates().getLast().update().createdAt());
    }

    @Test
    void aWriterWhoHasNotSeenTheNewestIsRefusedAndShownIt() {
        var seen = open(says(Stage.INVESTIGATING, "하나"));
        var newest = post(seen, says(Stage.IDENTIFIED, "둘"));
        var code = seen.incident().code();
        long version = seen.incident().version();
        var refusal = assertThrows(
                StaleIncidentException.class,
                () -> incidents.post(page, code, says(Stage.RESOLVED, "셋").update(), version, Actor.HERALD));
        assertEquals(newest, refusal.now());
        assertThrows(
                StaleIncidentException.class,
                () -> incidents.change(
                        page,
                        code,
                        Word.as(Stage.INVESTIGATING).impact(Impact.MINOR).details(),
                        version,
                        Actor.HERALD));
        assertEquals(2, incidents.story(page, code).updates().size());
        incidents.post(
                page,
                code,
                says(Stage.RESOLVED, "셋").update(),
                newest.incident().version(),
                Actor.HERALD);
    }

    @Test
    void whatIsRefusedLeavesNoTrace() throws SQLException {
        var story = open(says(Stage.INVESTIGATING, "하나").setting(login.code(), PARTIAL_OUTAGE));
        var before = rows();
        refused(() -> open(says(Stage.INVESTIGATING, " ")));
        refused(() -> open(says(Stage.INVESTIGATING, "하나")
                .setting(messages.code(), MAJOR_OUTAGE)
                .felt(POSTED, STARTED)));
        refused(() -> post(story, says(Stage.COMPLETED, "둘").setting(messages.code(), MAJOR_OUTAGE)));
        assertThrows(
                IllegalStateException.class,
                () -> HERALD.bean(Transactions.class).run(() -> {
                    post(story, says(Stage.RESOLVED, "둘").setting(messages.code(), MAJOR_OUTAGE));
                    throw new IllegalStateException("after everything was written");
                }));
        assertEquals(before, rows());
        assertEquals(OPERATIONAL, now(messages).status());
        assertEquals(story, incidents.story(page, story.incident().code()));
    }

    @Test
    void everyPublicChangeRaisesThePagesVersionByOne() {
        var story = open(says(Stage.INVESTIGATING, "하나"));
        long version = pages.byCode(page.code()).version();
        assertEquals(version, story.incident().pageVersion());
        assertEquals(
                version + 1, post(story, says(Stage.IDENTIFIED, "둘")).incident().pageVersion());
        assertEquals(version + 1, pages.byCode(page.code()).version());
    }

    @Test
    void writersAtOnceGetOneOrderAndNoneIsLost() throws Exception {
        var story = open(says(Stage.INVESTIGATING, "처음"));
        var posts = new ArrayList<Future<Story>>();
        try (var writers = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 12; i++) {
                var text = "글 " + i;
                posts.add(writers.submit(() -> post(story, says(Stage.IDENTIFIED, text))));
            }
            for (var post : posts) {
                post.get(30, TimeUnit.SECONDS);
            }
        }
        var told = incidents.story(page, story.incident().code()).updates();
        assertEquals(
                IntStream.rangeClosed(1, 13).boxed().toList(),
                told.stream().map(one -> one.update().sequence()).toList());
        assertEquals(
                13, told.stream().map(one -> one.bodies().get("ko")).distinct().count());
        assertEquals(
                13, incidents.story(page, story.incident().code()).incident().lastSequence());
    }

    private Story open(Word said) {
        return incidents.open(page, said.named("ko", "장애").update(), Actor.HERALD);
    }

    private Story post(Story story, Word said) {
        return incidents.post(page, story.incident().code(), said.update(), null, Actor.HERALD);
    }

    private Component now(Component component) {
        return components.byCode(page.id(), component.code());
    }

    private static Word says(Stage stage, String body) {
        return Word.as(stage).saying("ko", body);
    }

    private static void refused(Runnable deed) {
        assertThrows(InvalidException.class, deed::run);
    }

    private static void taken(boolean expected, Runnable deed) {
        if (expected) {
            deed.run();
        } else {
            refused(deed);
        }
    }

    /** How many rows each table that an update writes has, the background's own left out. */
    private static Map<String, Long> rows() throws SQLException {
        var database = HERALD.database();
        var rows = new TreeMap<String, Long>();
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement()) {
            for (var table : List.of(
                    "incident",
                    "incident_text",
                    "incident_update",
                    "incident_update_text",
                    "incident_component",
                    "update_component",
                    "component_status_change",
                    "audit_event",
                    "outbox")) {
                try (var result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    result.next();
                    rows.put(table, result.getLong(1));
                }
            }
        }
        return rows;
    }
}
