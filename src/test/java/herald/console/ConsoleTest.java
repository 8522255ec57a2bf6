package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.ComponentStatus;
import herald.component.Components;
import herald.delivery.Deliveries;
import herald.delivery.DeliveryState;
import herald.delivery.Targets;
import herald.incident.Incidents;
import herald.incident.Stage;
import herald.incident.Story;
import herald.page.Page;
import herald.page.Pages;
import herald.staff.ApiKeys;
import herald.testing.HeraldServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsoleTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private final Browsing staff = Browsing.signedIn(HERALD);

    @Test
    void everyScreenOpensAndMayNotBeKeptFramedOrScripted() {
        var code = ConsoleForms.open(staff, "Every screen", "We are looking into it.");
        var target = HERALD.bean(Targets.class).ofPage(page().id()).getFirst().code();
        var update = story(code).latest().orElseThrow().update().code();
        for (var path : List.of(
                "/console",
                "/console/incidents",
                "/console/incidents/new",
                "/console/incidents/new?kind=maintenance",
                "/console/incidents/" + code,
                "/console/incidents/" + code + "/timeline",
                "/console/incidents/" + code + "/details",
                "/console/incidents/" + code + "/updates/" + update + "/edit",
                "/console/targets",
                "/console/targets/new?channel=x",
                "/console/targets/" + target,
                "/console/targets/" + target + "/posts",
                "/console/components",
                "/console/keys",
                "/console/settings")) {
            var answer = staff.get(path);
            assertEquals(200, answer.statusCode(), path + answer.body());
            assertEquals("no-store", header(answer, "Cache-Control"), path);
            assertTrue(header(answer, "Content-Security-Policy").startsWith("default-src 'none'"), path);
            assertTrue(header(answer, "Content-Security-Policy").contains("frame-ancestors 'none'"), path);
            assertFalse(answer.body().matches("(?s).*(<script>|<style|style=\"|onclick=).*"), path);
        }
    }

    @Test
    void anIncidentIsToldInThreeStagesAndItsComponentsRecover() {
        var receiving = HERALD.bean(Components.class).ofPage(page().id()).get(1);
        var opening = ConsoleForms.opening(staff, "Messages are late", "We are looking into it.");
        opening.put("component." + receiving.code(), "partial_outage");
        opening.put("scope", "some");
        opening.put("scope_note", "PC log-in");
        var answer = staff.submit("/console/incidents", opening);
        assertEquals(303, answer.statusCode(), answer.body());
        var code = Browsing.path(answer).replaceFirst(".*/", "");
        assertEquals(ComponentStatus.PARTIAL_OUTAGE, status(receiving.code()));
        ConsoleForms.post(staff, code, "delayed", "It takes longer than we said.");
        var closing = ConsoleForms.next(staff, code, "resolved", "It works again.");
        closing.put("restore", "yes");
        closing.put("impact_started", "2021-05-05T21:47");
        closing.put("impact_ended", "2021-05-06T00:08");
        assertEquals(
                303,
                staff.submit("/console/incidents/" + code + "/updates", closing).statusCode());
        var story = story(code);
        assertEquals(
                List.of(Stage.INVESTIGATING, Stage.DELAYED, Stage.RESOLVED),
                story.updates().stream().map(told -> told.update().stage()).toList());
        assertEquals(Instant.parse("2021-05-05T21:47:00Z"), story.incident().impactStartedAt());
        assertEquals(Instant.parse("2021-05-06T00:08:00Z"), story.incident().impactEndedAt());
        assertEquals(ComponentStatus.OPERATIONAL, status(receiving.code()));
        assertTrue(
                staff.get("/console/incidents/" + code).body().contains("5 May 2021, 21:47 – 6 May 2021, 00:08 UTC"));
    }

    @Test
    void aGroupsChoiceIsForAllOfItAndAComponentsOwnWins() {
        var group = HERALD.bean(Components.class).groupsOfPage(page().id()).get(1);
        var calls = HERALD.bean(Components.class).ofPage(page().id()).stream()
                .filter(c -> group.id().equals(c.groupId()))
                .toList();
        var opening = ConsoleForms.opening(staff, "Calls drop", "We are looking into it.");
        opening.put("group." + group.code(), "degraded_performance");
        opening.put("component." + calls.get(1).code(), "major_outage");
        staff.submit("/console/incidents", opening);
        assertEquals(ComponentStatus.DEGRADED_PERFORMANCE, status(calls.get(0).code()));
        assertEquals(ComponentStatus.MAJOR_OUTAGE, status(calls.get(1).code()));
    }

    @Test
    void oneFormPressedManyTimesPostsOnce() throws Exception {
        var opening = ConsoleForms.opening(staff, "Pressed many times", "Once is enough.");
        opening.put("_csrf", staff.csrf());
        Callable<HttpResponse<String>> press = () -> staff.post("/console/incidents", opening);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(List.of(press, press, press, press))) {
                assertTrue(
                        List.of(303, 503).contains(answer.get().statusCode()),
                        answer.get().body());
            }
        }
        assertEquals(303, press.call().statusCode());
        assertEquals(
                1,
                HERALD.bean(Incidents.class).newest(page().id(), 100, 0).stream()
                        .filter(story -> story.names().containsValue("Pressed many times"))
                        .count());
    }

    @Test
    void whoeverHasNotSeenTheNewestUpdateIsShownItAndKeepsTheirText() {
        var code = ConsoleForms.open(staff, "Two at once", "We are looking into it.");
        var mine = ConsoleForms.next(staff, code, "identified", "What I wrote & typed.");
        ConsoleForms.post(staff, code, "delayed", "What the other one said.");
        var refused = staff.submit("/console/incidents/" + code + "/updates", mine);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("What the other one said."));
        assertTrue(refused.body().contains("What I wrote &amp; typed.</textarea>"));
        assertEquals(2, story(code).updates().size());
        mine.put("seen", Browsing.hidden(refused.body(), "seen"));
        assertEquals(
                303,
                staff.submit("/console/incidents/" + code + "/updates", mine).statusCode());
        assertEquals(3, story(code).updates().size());
    }

    @Test
    void aFormThatWillNotDoComesBackWithEverythingInIt() {
        var opening = ConsoleForms.opening(staff, "", "The text I typed.");
        opening.put("next", "at");
        opening.put("next_at", "2001-01-01T10:00");
        opening.put("scope_note", "Seoul only");
        var refused = staff.submit("/console/incidents", opening);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("role=\"alert\""));
        assertTrue(refused.body().contains("Next update: that time has passed"));
        assertTrue(refused.body().contains("The text I typed.</textarea>"));
        assertTrue(refused.body().contains("value=\"2001-01-01T10:00\""));
        assertTrue(refused.body().contains("value=\"Seoul only\""));
        opening.put("next", "15");
        var untitled = staff.submit("/console/incidents", opening);
        assertEquals(422, untitled.statusCode());
        assertTrue(untitled.body().contains("Title"), untitled.body());
    }

    @Test
    void aTimeThatIsNoneIsNamedWithItsField() {
        var opening = ConsoleForms.opening(staff, "Odd time", "Text.");
        opening.put("impact_started", "yesterday");
        var refused = staff.submit("/console/incidents", opening);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("href=\"#f-impact_started\""), refused.body());
    }

    @Test
    void thePreviewShowsPageAndPostsAndWritesNothing() {
        var before = HERALD.bean(Incidents.class).newest(page().id(), 200, 0).size();
        var opening = ConsoleForms.opening(staff, "Only a look", "Seen by nobody.");
        var part = staff.submit("/console/preview", opening);
        assertEquals(200, part.statusCode(), part.body());
        assertTrue(part.body().contains("srcdoc="), part.body());
        assertTrue(part.body().matches("(?s).*<span class=\"post__weight\">\\d+ / \\d+</span>.*"), part.body());
        opening.put("do", "preview");
        var screen = staff.submit("/console/incidents", opening);
        assertEquals(200, screen.statusCode());
        assertTrue(screen.body().contains("srcdoc=") && screen.body().contains("Seen by nobody.</textarea>"));
        assertEquals(
                before, HERALD.bean(Incidents.class).newest(page().id(), 200, 0).size());
    }

    @Test
    void whatSomebodyTypedIsNeverMarkup() {
        var evil = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";
        var code = ConsoleForms.open(staff, evil, evil + " [a](javascript:alert(3))");
        for (var path : List.of("/console", "/console/incidents", "/console/incidents/" + code)) {
            var body = staff.get(path).body();
            assertFalse(body.contains("<script>alert"), path);
            assertFalse(body.contains("<img src=x"), path);
            assertFalse(body.contains("href=\"javascript:"), path);
        }
    }

    @Test
    void anEditKeepsTheEarlierWordsInSight() {
        var code = ConsoleForms.open(staff, "Edited", "The frist words.");
        var update = story(code).latest().orElseThrow().update().code();
        var form = staff.get("/console/incidents/" + code + "/updates/" + update + "/edit")
                .body();
        assertTrue(form.contains("The frist words.</textarea>"));
        var answer = staff.submit(
                "/console/incidents/" + code + "/updates/" + update,
                Map.of("seen", Browsing.hidden(form, "seen"), "body.en", "The first words."));
        assertEquals(303, answer.statusCode(), answer.body());
        var screen = staff.get("/console/incidents/" + code).body();
        assertTrue(screen.contains("The first words.") && screen.contains("The frist words."));
    }

    @Test
    void titleAndWindowCanBeCorrectedWithoutAPost() {
        var code = ConsoleForms.open(staff, "Wrong title", "Text.");
        var form = staff.get("/console/incidents/" + code + "/details").body();
        var answer = staff.submit(
                "/console/incidents/" + code + "/details",
                Map.of(
                        "seen", Browsing.hidden(form, "seen"),
                        "title.en", "Right title",
                        "title.ko", "바른 제목",
                        "impact_started", "2021-05-05T21:47"));
        assertEquals(303, answer.statusCode(), answer.body());
        assertEquals("바른 제목", story(code).names().get("ko"));
        assertEquals(
                Instant.parse("2021-05-05T21:47:00Z"), story(code).incident().impactStartedAt());
        assertEquals(1, story(code).updates().size());
    }

    @Test
    void maintenanceIsPlannedWithBothItsTimes() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("kind", "maintenance");
        fields.put("stage", "scheduled");
        fields.put("title.en", "New storage");
        fields.put("body.en", "Photos cannot be sent.");
        fields.put("notify", "yes");
        var refused = staff.submit("/console/incidents", fields);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Planned from"));
        fields.put("scheduled_for", "2099-01-01T01:00");
        fields.put("scheduled_until", "2099-01-01T03:00");
        assertEquals(303, staff.submit("/console/incidents", fields).statusCode());
        assertTrue(staff.get("/console").body().contains("1 Jan 2099, 01:00 – 03:00 UTC"));
    }

    @Test
    void receiptsShowWhatThePracticeAccountGotAndItsPageShowsTheThread() {
        var code = ConsoleForms.open(staff, "Receipts", "First of the thread.");
        ConsoleForms.post(staff, code, "monitoring", "Second of the thread.");
        until(() ->
                HERALD.bean(Deliveries.class).ofIncident(story(code).incident().id()).stream()
                                .filter(d -> d.state() == DeliveryState.DELIVERED)
                                .count()
                        == 2);
        var timeline = staff.get("/console/incidents/" + code + "/timeline").body();
        assertTrue(timeline.contains("Delivered") && timeline.contains("Practice account"), timeline);
        var target = HERALD.bean(Targets.class).ofPage(page().id()).getFirst();
        var posts = staff.get("/console/targets/" + target.code() + "/posts").body();
        assertTrue(posts.contains("First of the thread.") && posts.contains("Second of the thread."));
    }

    @Test
    void aHeldAccountIsLoudOnTheFirstScreenUntilItIsReleased() {
        var target = HERALD.bean(Targets.class).ofPage(page().id()).getFirst();
        assertEquals(
                303,
                staff.submit("/console/targets/" + target.code() + "/hold", Map.of())
                        .statusCode());
        assertTrue(staff.get("/console").body().contains("Accounts that are not written to"));
        staff.submit("/console/targets/" + target.code() + "/release", Map.of("back", "now"));
        assertFalse(staff.get("/console").body().contains("Accounts that are not written to"));
    }

    @Test
    void secretsGoInAndNeverComeOut() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("channel", "x");
        fields.put("name", "Secretive");
        fields.put("language", "en");
        fields.put("setting.consumer_key", "PLAIN-KEY-1");
        fields.put("setting.consumer_secret", "PLAIN-KEY-2");
        fields.put("setting.access_token", "1234567890-PLAIN3");
        fields.put("setting.access_token_secret", "PLAIN-KEY-4");
        fields.put("setting.link_policy", "NEVER");
        var made = staff.submit("/console/targets", fields);
        assertEquals(303, made.statusCode(), made.body());
        var screen = staff.get(Browsing.path(made)).body();
        assertFalse(screen.contains("PLAIN"), screen);
        assertTrue(screen.contains("Stored. Leave empty to keep it"));
        var renamed = staff.submit(
                Browsing.path(made),
                Map.of(
                        "name",
                        "Renamed",
                        "language",
                        "en",
                        "setting.consumer_key",
                        "",
                        "setting.link_policy",
                        "ALWAYS"));
        assertEquals(303, renamed.statusCode(), renamed.body());
        var code = Browsing.path(made).replaceFirst(".*/", "");
        var target = HERALD.bean(Targets.class).byCode(page().id(), code);
        assertEquals(4, HERALD.bean(Targets.class).secretsSet(target).size());
        assertTrue(staff.get("/console").body().contains("Set HERALD_BASE_URL") || !target.enabled());
        fields.remove("setting.consumer_secret");
        var refused = staff.submit("/console/targets", fields);
        assertEquals(422, refused.statusCode());
        assertFalse(refused.body().contains("PLAIN"));
    }

    @Test
    void aKeyIsShownOnce() {
        var made = staff.submit("/console/keys", Map.of("name", "Robot <b>"));
        assertEquals(200, made.statusCode());
        var key = Pattern.compile("herald_[0-9a-z]{32}").matcher(made.body());
        assertTrue(key.find());
        assertTrue(HERALD.bean(ApiKeys.class).find(key.group()).isPresent());
        var list = staff.get("/console/keys").body();
        assertFalse(list.contains(key.group()));
        assertFalse(list.contains("Robot <b>"));
    }

    @Test
    void componentsAreAddedRenamedGroupedAndRemoved() {
        assertEquals(
                303,
                staff.submit("/console/components", Map.of("name", "Stickers")).statusCode());
        var added = HERALD.bean(Components.class).ofPage(page().id()).stream()
                .filter(c -> c.name().equals("Stickers"))
                .findFirst()
                .orElseThrow();
        staff.submit("/console/component-groups", Map.of("name", "Fun", "children", added.code()));
        staff.submit(
                "/console/components/" + added.code(),
                Map.of("name", "Sticker shop", "status", "major_outage", "description", "Buy and send"));
        var changed = HERALD.bean(Components.class).byCode(page().id(), added.code());
        assertEquals("Sticker shop", changed.name());
        assertEquals(ComponentStatus.MAJOR_OUTAGE, changed.status());
        staff.submit("/console/components/" + added.code() + "/delete", Map.of());
        assertTrue(HERALD.bean(Components.class).ofPage(page().id()).stream()
                .noneMatch(c -> c.code().equals(added.code())));
        assertEquals(
                422, staff.submit("/console/components", Map.of("name", " ")).statusCode());
    }

    @Test
    void thePageIsRenamedAndBadZonesAreExplained() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "Sample Messenger");
        fields.put("languages", "en, ko ja");
        fields.put("time_zone", "Mars/Base");
        var refused = staff.submit("/console/settings", fields);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("is not a time zone"));
        fields.put("time_zone", "UTC");
        assertEquals(303, staff.submit("/console/settings", fields).statusCode());
        assertEquals(List.of("en", "ko", "ja"), page().languageList());
    }

    @Test
    void thePagesLanguagesAreChosenAmongThoseItsThemeSpeaks() {
        var before = page();
        var settings = staff.get("/console/settings").body();
        for (var row : List.of(
                "한국어</bdi> <span class=\"muted\">Korean · ko", "日本語</bdi> <span class=\"muted\">Japanese · ja")) {
            assertTrue(settings.contains(row), settings);
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", before.name());
        fields.put("time_zone", before.timeZone());
        fields.put("language", "ja");
        fields.put("languages", "ko ja en");
        assertEquals(303, staff.submit("/console/settings", fields).statusCode());
        assertEquals(List.of("ja", "ko", "en"), page().languageList());
        assertTrue(staff.get("/console/settings")
                .body()
                .contains("value=\"ja\" required aria-label=\"Japanese is the page’s own language\" checked"));
        fields.put("languages", "ko fr");
        var refused = staff.submit("/console/settings", fields);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("has no words in &#39;fr&#39;"), refused.body());
        assertTrue(refused.body().contains("add messages_fr.properties to the theme"), refused.body());
        assertEquals(List.of("ja", "ko", "en"), page().languageList());
        assertEquals(
                422,
                HERALD.api(
                                "PATCH",
                                "/v1/pages/" + page().code(),
                                "{\"page\": {\"herald\": {\"languages\": [\"ja\", \"tlh\"]}}}")
                        .statusCode());
        fields.put("language", before.firstLanguage());
        fields.put("languages", before.languages());
        assertEquals(303, staff.submit("/console/settings", fields).statusCode());
    }

    @Test
    void aComponentIsNamedInThePagesOtherLanguages() {
        var before = page();
        HERALD.bean(Pages.class)
                .change(before.code(), new Pages.PageFields(null, null, null, null, List.of("en", "ko"), null));
        var code = HERALD.bean(Components.class).ofPage(before.id()).getFirst().code();
        assertTrue(staff.get("/console/components").body().contains("name=\"name.ko\" lang=\"ko\""));
        var fields = new LinkedHashMap<String, String>();
        fields.put("name.ko", " 메시지 보내기 ");
        fields.put("description.ko", "");
        assertEquals(303, staff.submit("/console/components/" + code, fields).statusCode());
        var texts = HERALD.bean(Components.class).textsOfPage(before.id());
        var component = HERALD.bean(Components.class).byCode(before.id(), code);
        assertEquals("메시지 보내기", texts.name(component, "ko"));
        assertEquals(component.name(), texts.name(component, "en"));
        assertTrue(staff.get("/console/components").body().contains("value=\"메시지 보내기\""));
        HERALD.bean(Pages.class)
                .change(before.code(), new Pages.PageFields(null, null, null, null, before.languageList(), null));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static void until(java.util.function.BooleanSupplier happened) {
        var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!happened.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not happen in 15 s");
            Thread.onSpinWait();
        }
    }

    private static Story story(String code) {
        return HERALD.bean(Incidents.class).story(page(), code);
    }

    private static ComponentStatus status(String code) {
        return HERALD.bean(Components.class).byCode(page().id(), code).status();
    }

    private static Page page() {
        return HERALD.bean(Pages.class).all().getFirst();
    }
}
