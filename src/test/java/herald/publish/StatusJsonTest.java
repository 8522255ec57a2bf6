package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.incident.Incidents;
import herald.incident.Scope;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.HeraldServer;
import herald.testing.Word;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The public API beside captured answers of the real one. */
class StatusJsonTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");

    private final Incidents incidents = HERALD.bean(Incidents.class);
    private final Components components = HERALD.bean(Components.class);
    private Page page;
    private String login;

    @BeforeEach
    void makeAPageOfOneGroup() {
        HERALD.clock().stopAt(NIGHT);
        page = HERALD.bean(Pages.class)
                .create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko", "en"), null));
        login = components
                .create(page.id(), ComponentFields.named("PC 로그인"), Actor.HERALD)
                .code();
        components.createGroup(page.id(), "메신저", null, List.of(login), Actor.HERALD);
        components.create(page.id(), ComponentFields.named("결제"), Actor.HERALD);
    }

    @Test
    void everyObjectHasTheKeysOfTheRealAnswerInTheirOrder() throws Exception {
        openIncident();
        planMaintenance();
        var ours = answer("/api/v2/summary.json");
        var theirs = parse(new String(
                StatusJsonTest.class
                        .getResourceAsStream("/statuspage/summary.json")
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(keys(theirs), keys(ours));
        assertEquals(keys(theirs, "page"), keys(ours, "page"));
        assertEquals(keys(theirs, "status"), keys(ours, "status"));
        assertEquals(keys(leaf(theirs)), keys(leaf(ours)));
        assertEquals(keys(group(theirs)), keys(group(ours)));
        var incident = first(ours, "incidents");
        assertEquals(plus(keys(first(theirs, "incidents")), "herald"), keys(incident));
        assertEquals(
                plus(keys(first(theirs, "scheduled_maintenances")), "herald"),
                keys(first(ours, "scheduled_maintenances")));
        var update = first(incident, "incident_updates");
        assertEquals(plus(keys(first(first(theirs, "incidents"), "incident_updates")), "herald"), keys(update));
        assertEquals(List.of("code", "name", "old_status", "new_status"), keys(first(update, "affected_components")));
        assertEquals(
                List.of(
                        "stage",
                        "next_update_at",
                        "impact_started_at",
                        "impact_ended_at",
                        "scope",
                        "scope_note",
                        "names"),
                keys(incident, "herald"));
        assertEquals(List.of("stage", "bodies", "edits", "withdrawn_at"), keys(update, "herald"));
    }

    @Test
    void timesAreInThePagesZoneWithMilliseconds() throws Exception {
        openIncident();
        var incident = first(answer("/api/v2/incidents.json"), "incidents");
        assertEquals("2021-05-05T22:08:00.000+09:00", incident.get("created_at"));
        assertTrue(incident.containsKey("resolved_at"));
        assertEquals(null, incident.get("resolved_at"));
        page = HERALD.bean(Pages.class).change(page.code(), new PageFields(null, null, null, "Etc/UTC", null, null));
        assertEquals(
                "2021-05-05T13:08:00.000Z",
                first(answer("/api/v2/incidents.json"), "incidents").get("created_at"));
    }

    @Test
    void aMemberOfAGroupCarriesItsNameAndTheGroupIsAsBadAsItsWorst() throws Exception {
        openIncident();
        var answer = answer("/api/v2/summary.json");
        assertEquals("partial_outage", group(answer).get("status"));
        assertEquals(List.of(login), group(answer).get("components"));
        var affected = first(first(first(answer, "incidents"), "incident_updates"), "affected_components");
        assertEquals("메신저 - PC 로그인", affected.get("name"));
        assertEquals("operational", affected.get("old_status"));
        assertEquals("partial_outage", affected.get("new_status"));
        assertEquals(Map.of("indicator", "minor", "description", "Minor Service Outage"), answer.get("status"));
    }

    @Test
    void delayedShowsAsTheLastStandardStageAndTrulyBesideIt() throws Exception {
        var code = openIncident();
        say(code, Stage.IDENTIFIED);
        say(code, Stage.DELAYED);
        var incident = first(answer("/api/v2/incidents/unresolved.json"), "incidents");
        assertEquals("identified", incident.get("status"));
        assertEquals("delayed", map(incident, "herald").get("stage"));
        var newest = first(incident, "incident_updates");
        assertEquals("identified", newest.get("status"));
        assertEquals("delayed", map(newest, "herald").get("stage"));
    }

    @Test
    void whatIsOpenedAgainAsDelayedDoesNotLookResolved() throws Exception {
        var code = openIncident();
        say(code, Stage.RESOLVED);
        say(code, Stage.DELAYED);
        assertEquals(
                "investigating",
                first(answer("/api/v2/incidents/unresolved.json"), "incidents").get("status"));
    }

    @Test
    void maintenancesAreListedByWhatTheyAre() throws Exception {
        var code = planMaintenance();
        assertEquals(
                1,
                list(answer("/api/v2/scheduled-maintenances/upcoming.json"), "scheduled_maintenances")
                        .size());
        assertEquals(0, list(answer("/api/v2/incidents.json"), "incidents").size());
        say(code, Stage.IN_PROGRESS);
        assertEquals(
                0,
                list(answer("/api/v2/scheduled-maintenances/upcoming.json"), "scheduled_maintenances")
                        .size());
        var active = first(answer("/api/v2/scheduled-maintenances/active.json"), "scheduled_maintenances");
        assertEquals("in_progress", active.get("status"));
        assertEquals("maintenance", active.get("impact"));
        assertFalse(active.containsKey("reminder_intervals"));
        say(code, Stage.COMPLETED);
        assertEquals(
                0,
                list(answer("/api/v2/scheduled-maintenances/active.json"), "scheduled_maintenances")
                        .size());
        assertEquals(
                1,
                list(answer("/api/v2/scheduled-maintenances.json"), "scheduled_maintenances")
                        .size());
    }

    @Test
    void editsKeepTheEarlierWords() throws Exception {
        var code = openIncident();
        var update = incidents.story(page, code).updates().getFirst().update().code();
        HERALD.clock().advance(Duration.ofMinutes(6));
        incidents.edit(page, code, update, Map.of("ko", "고친 말"), null, null, Actor.HERALD);
        var told = first(first(answer("/api/v2/incidents.json"), "incidents"), "incident_updates");
        assertEquals("고친 말", told.get("body"));
        assertEquals(
                List.of(Map.of("body", "확인하고 있습니다.", "edited_at", "2021-05-05T22:14:00.000+09:00")),
                map(told, "herald").get("edits"));
    }

    @Test
    void noMarkupStandsInAnAnswer() {
        incidents.open(
                page,
                Word.as(Stage.INVESTIGATING)
                        .named("ko", "<script>alert(1)</script>")
                        .saying("ko", "</script><img src=x onerror=alert(1)>")
                        .update(),
                Actor.HERALD);
        var text = text("/api/v2/summary.json");
        assertFalse(text.contains("<"));
        assertTrue(text.contains("\\u003cscript>"));
    }

    private String openIncident() {
        return incidents
                .open(
                        page,
                        Word.as(Stage.INVESTIGATING)
                                .named("ko", "로그인 장애")
                                .saying("ko", "확인하고 있습니다.")
                                .setting(login, ComponentStatus.PARTIAL_OUTAGE)
                                .forWhom(Scope.SOME, "PC")
                                .update(),
                        Actor.HERALD)
                .incident()
                .code();
    }

    private String planMaintenance() {
        return incidents
                .open(
                        page,
                        Word.as(Stage.SCHEDULED)
                                .named("ko", "정기 점검")
                                .saying("ko", "점검합니다.")
                                .planned(NIGHT.plus(Duration.ofHours(3)), NIGHT.plus(Duration.ofHours(5)))
                                .update(),
                        Actor.HERALD)
                .incident()
                .code();
    }

    private void say(String code, Stage stage) {
        HERALD.clock().advance(Duration.ofMinutes(1));
        incidents.post(page, code, Word.as(stage).saying("ko", "다음 소식").update(), null, Actor.HERALD);
    }

    private Map<String, Object> answer(String path) throws IOException {
        return parse(text(path));
    }

    private String text(String path) {
        HERALD.bean(Publisher.class).publishWhole();
        var snapshot = HERALD.bean(SnapshotStore.class).ofPage(page.code()).orElseThrow();
        return new String(snapshot.document(path).orElseThrow().bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<String, Object> parse(String text) throws IOException {
        return HERALD.bean(JsonMapper.class).readValue(text, Argument.mapOf(String.class, Object.class));
    }

    private static List<String> keys(Map<String, Object> object) {
        return List.copyOf(object.keySet());
    }

    private static List<String> keys(Map<String, Object> object, String key) {
        return keys(map(object, key));
    }

    private static List<String> plus(List<String> keys, String one) {
        var all = new ArrayList<>(keys);
        all.add(one);
        return all;
    }

    private static Map<String, Object> leaf(Map<String, Object> answer) {
        return list(answer, "components").stream()
                .filter(c -> c.get("group").equals(false))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> group(Map<String, Object> answer) {
        return list(answer, "components").stream()
                .filter(c -> c.get("group").equals(true))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> first(Map<String, Object> object, String key) {
        return list(object, key).getFirst();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> object, String key) {
        return (Map<String, Object>) object.get(key);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> object, String key) {
        return (List<Map<String, Object>>) object.get(key);
    }
}
