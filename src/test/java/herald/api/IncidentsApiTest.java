package herald.api;

import static herald.api.ApiFixture.inner;
import static herald.api.ApiFixture.inners;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.HeraldServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentsApiTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private ApiFixture api;

    @BeforeEach
    void makeAPage() {
        HERALD.clock().stopAt(Instant.parse("2021-05-05T13:08:00Z"));
        api = ApiFixture.on(HERALD, "ko", "en");
    }

    @Test
    void anIncidentIsOpenedAndReadInStatuspagesShape() {
        var login = api.component("PC 로그인");
        var response = api.call("POST", "/incidents", """
            {"incident": {"name": "메시지 수신 장애", "status": "investigating", "body": "확인하고 있습니다. <script>🙂",
              "components": {"%s": "partial_outage"},
              "herald": {"impact_started_at": "2021-05-05T21:47:00+09:00", "next_update_at": "2021-05-05T14:00:00Z",
                         "scope": "some", "scope_note": "PC", "names": {"en": "Messages are not received"},
                         "bodies": {"en": "We are looking into it."}}}, "page_id": "x"}
            """.formatted(login));
        assertEquals(201, response.statusCode(), response.body());
        assertEquals(
                "application/json; charset=utf-8",
                response.headers().firstValue("content-type").orElseThrow());
        var incident = api.map(response.body());
        var id = incident.get("id");
        assertEquals("major", incident.get("impact"));
        assertEquals("메시지 수신 장애", incident.get("name"));
        assertEquals("2021-05-05T13:08:00.000Z", incident.get("created_at"));
        assertTrue(incident.containsKey("postmortem_body"));
        assertNull(incident.get("postmortem_body"));
        assertEquals(List.of(), incident.get("incident_impacts"));
        assertEquals(Map.of(), incident.get("metadata"));
        assertTrue(response.body()
                .startsWith("{\"id\":\"" + id + "\",\"components\":[{\"id\":\"" + login + "\",\"page_id\":"));
        var update = inners(incident, "incident_updates").getFirst();
        assertEquals("확인하고 있습니다. <script>🙂", update.get("body"));
        assertEquals(
                Map.of("code", login, "name", "PC 로그인", "old_status", "operational", "new_status", "partial_outage"),
                inners(update, "affected_components").getFirst());
        assertEquals(
                Map.of("ko", "확인하고 있습니다. <script>🙂", "en", "We are looking into it."),
                inner(update, "herald").get("bodies"));
        var herald = inner(incident, "herald");
        assertEquals("2021-05-05T12:47:00.000Z", herald.get("impact_started_at"));
        assertEquals("2021-05-05T14:00:00.000Z", herald.get("next_update_at"));
        assertEquals("some", herald.get("scope"));
        assertEquals(Map.of("ko", "메시지 수신 장애", "en", "Messages are not received"), herald.get("names"));
        assertEquals(incident, api.call(200, "GET", "/incidents/" + id + ".json", null));
    }

    @Test
    void theStagesOfTheFifthOfMayAreTold() {
        var id = open();
        HERALD.clock().stopAt(Instant.parse("2021-05-05T14:10:00Z"));
        var delayed = api.call(
                200, "PATCH", "/incidents/" + id, "{\"incident\": {\"status\": \"delayed\", \"body\": \"늦어집니다.\"}}");
        assertEquals("investigating", delayed.get("status"));
        assertEquals("delayed", inner(delayed, "herald").get("stage"));
        assertEquals(
                "investigating", inners(delayed, "incident_updates").getFirst().get("status"));
        HERALD.clock().stopAt(Instant.parse("2021-05-05T15:20:00Z"));
        var resolved = api.call(200, "PUT", "/incidents/" + id, """
            {"incident": {"status": "resolved", "body": "해결되었습니다.", "herald": {
              "impact_started_at": "2021-05-05T12:47:00Z", "impact_ended_at": "2021-05-05T15:08:00Z"}}}
            """);
        assertEquals("resolved", resolved.get("status"));
        assertEquals("2021-05-05T15:20:00.000Z", resolved.get("resolved_at"));
        assertEquals("2021-05-05T15:08:00.000Z", inner(resolved, "herald").get("impact_ended_at"));
        assertEquals(
                List.of("해결되었습니다.", "늦어집니다.", "확인합니다."),
                inners(resolved, "incident_updates").stream()
                        .map(u -> u.get("body"))
                        .toList());
        assertFalse(api.list("/incidents/unresolved").stream().anyMatch(incident -> id.equals(incident.get("id"))));
    }

    @Test
    void withoutStageAndWordsNothingIsPosted() {
        var id = open();
        var changed = api.call(
                200,
                "PATCH",
                "/incidents/" + id,
                "{\"incident\": {\"name\": \"새 이름\", \"impact_override\": \"critical\"}}");
        assertEquals("새 이름", changed.get("name"));
        assertEquals("critical", changed.get("impact"));
        assertEquals(1, inners(changed, "incident_updates").size());
        var back = api.call(200, "PATCH", "/incidents/" + id, "{\"incident\": {\"impact_override\": null}}");
        assertEquals("none", back.get("impact"));
        assertNull(back.get("impact_override"));
    }

    @Test
    void aStageWithoutWordsSaysTheUsualOnes() {
        var changed = api.call(
                200, "PATCH", "/incidents/" + open(), "{\"incident\": {\"status\": \"monitoring\", \"body\": \"\"}}");
        var update = inners(changed, "incident_updates").getFirst();
        assertEquals("조치를 마쳤으며 정상 동작하는지 지켜보고 있습니다.", update.get("body"));
        assertEquals(
                "A fix has been implemented and we are monitoring the results.",
                inner(inner(update, "herald"), "bodies").get("en"));
    }

    @Test
    void whatGeneratedClientsSendAtOnceDoesNotFail() {
        var incident = api.call(201, "POST", "/incidents", """
            {"incident": {"name": "x", "status": "investigating", "impact_override": "critical", "scheduled_for": "",
              "scheduled_until": "", "scheduled_remind_prior": true, "auto_transition_to_maintenance_state": true,
              "scheduled_auto_in_progress": true, "backfill_date": "", "backfilled": false, "body": "",
              "components": {}, "component_ids": [], "metadata": {}, "deliver_notifications": true}}
            """);
        assertEquals("critical", incident.get("impact"));
        assertNull(incident.get("scheduled_for"));
        assertNull(inners(incident, "incident_updates").getFirst().get("affected_components"));
    }

    @Test
    void formsAndBodiesWithoutAContentTypeAreRead() {
        var login = api.component("로그인");
        var form = "incident[name]=%EC%9E%A5%EC%95%A0&incident[message]=a%20b&incident[components][" + login
                + "]=major_outage&incident[component_ids][]=" + login + "&incident[deliver_notifications]=f";
        var incident =
                api.call(201, "POST", "/incidents.json", form, "Content-Type", "application/x-www-form-urlencoded");
        assertEquals("장애", incident.get("name"));
        assertEquals("critical", incident.get("impact"));
        var update = inners(incident, "incident_updates").getFirst();
        assertEquals("a b", update.get("body"));
        assertEquals(false, update.get("deliver_notifications"));
        api.call(
                201,
                "POST",
                "/incidents",
                "{\"incident\": {\"name\": \"x\"}}",
                "Content-Type",
                "application/json; utf-8");
        api.call(201, "POST", "/incidents", " {\"incident\": {\"name\": \"x\"}}", "Content-Type", "text/plain");
    }

    @Test
    void maintenanceIsListedByWhereItStands() {
        var maintenance = api.call(201, "POST", "/incidents", """
            {"incident": {"name": "점검", "scheduled_for": "2021-05-06T00:00:00+09:00",
              "scheduled_until": "2021-05-06T02:00:00+09:00"}}
            """);
        var id = maintenance.get("id");
        assertEquals("scheduled", maintenance.get("status"));
        assertEquals("maintenance", maintenance.get("impact"));
        assertEquals(List.of(id), ids("/incidents/scheduled"));
        assertEquals(List.of(id), ids("/incidents/upcoming.json"));
        assertEquals(List.of(), ids("/incidents/active_maintenance"));
        assertEquals(List.of(), ids("/incidents/unresolved"));
        HERALD.clock().stopAt(Instant.parse("2021-05-05T15:00:00Z"));
        api.call(200, "PATCH", "/incidents/" + id, "{\"incident\": {\"status\": \"in_progress\"}}");
        assertEquals(List.of(), ids("/incidents/scheduled"));
        assertEquals(List.of(), ids("/incidents/upcoming"));
        assertEquals(List.of(id), ids("/incidents/active_maintenance"));
    }

    @Test
    void listsAreCutIntoPagesTheNewestFirst() {
        var ids = new ArrayList<Object>();
        for (int i = 0; i < 3; i++) {
            HERALD.clock().advance(Duration.ofSeconds(1));
            ids.addFirst(open());
        }
        assertEquals(ids, ids("/incidents"));
        assertEquals(ids.subList(0, 2), ids("/incidents?limit=2&page=0"));
        assertEquals(ids.subList(0, 2), ids("/incidents?per_page=2"));
        assertEquals(ids.subList(2, 3), ids("/incidents?limit=2&page=2"));
        assertEquals(List.of(), ids("/incidents?limit=100&page=100"));
        assertEquals(ids, ids("/incidents?limit=many&page=-1"));
    }

    @Test
    void anUpdatesWordsAreEditedAndTheOldOnesKept() {
        var id = open();
        var update = inners(api.call(200, "GET", "/incidents/" + id, null), "incident_updates")
                .getFirst();
        HERALD.clock().advance(Duration.ofMinutes(5));
        var edited = api.call(
                200,
                "PATCH",
                "/incidents/" + id + "/incident_updates/" + update.get("id") + ".json",
                "{\"incident_update\": {\"body\": \"고쳤습니다.\", \"display_at\": \"2021-05-05T13:00:00Z\"}}");
        assertEquals("고쳤습니다.", edited.get("body"));
        assertEquals("2021-05-05T13:00:00.000Z", edited.get("display_at"));
        assertEquals("2021-05-05T13:08:00.000Z", edited.get("created_at"));
        assertEquals("2021-05-05T13:13:00.000Z", edited.get("updated_at"));
        assertEquals(
                Map.of("language", "ko", "body", "확인합니다.", "edited_at", "2021-05-05T13:13:00.000Z"),
                inners(inner(edited, "herald"), "edits").getFirst());
        api.call(
                404,
                "PATCH",
                "/incidents/" + id + "/incident_updates/000000000000",
                "{\"incident_update\": {\"body\": \"x\"}}");
    }

    @Test
    void aWriterWhoHasNotSeenTheNewestIsRefusedAndShownIt() {
        var id = open();
        var tag = tag(id);
        var second = "{\"incident\": {\"body\": \"둘째\"}}";
        assertEquals(
                200,
                api.call("PATCH", "/incidents/" + id, second, "If-Match", tag).statusCode());
        var refused = api.call("PATCH", "/incidents/" + id, "{\"incident\": {\"body\": \"셋째\"}}", "If-Match", tag);
        assertEquals(412, refused.statusCode());
        var incident = inner(api.map(refused.body()), "incident");
        assertEquals(2, inners(incident, "incident_updates").size());
        assertEquals(tag(id), refused.headers().firstValue("ETag").orElseThrow());
        assertEquals(
                412,
                api.call("PATCH", "/incidents/" + id, second, "If-Match", "\"abc\"")
                        .statusCode());
        assertEquals(
                200,
                api.call("PATCH", "/incidents/" + id, second, "If-Match", "W/" + tag(id))
                        .statusCode());
        assertEquals(
                200,
                api.call("PATCH", "/incidents/" + id, second, "If-Match", "*").statusCode());
    }

    @Test
    void aRepeatedWriteIsAnsweredAgainAndDoneOnce() {
        var body = "{\"incident\": {\"name\": \"한 번\", \"body\": \"한 번만\"}}";
        var first = api.call("POST", "/incidents", body, "Idempotency-Key", "k1");
        var again = api.call("POST", "/incidents.json", body, "Idempotency-Key", "k1");
        assertEquals(201, first.statusCode(), first.body());
        assertEquals(first.body(), again.body());
        assertEquals(201, again.statusCode());
        assertEquals(first.headers().firstValue("ETag"), again.headers().firstValue("ETag"));
        assertEquals(
                422,
                api.call("POST", "/incidents", body + " ", "Idempotency-Key", "k1")
                        .statusCode());
        assertEquals(1, api.list("/incidents").size());
        assertEquals(
                422,
                api.call("POST", "/incidents", "{\"incident\": {}}", "Idempotency-Key", "k2")
                        .statusCode());
        assertEquals(
                201,
                api.call("POST", "/incidents", body, "Idempotency-Key", "k2").statusCode());
    }

    @Test
    void parallelWritesWithoutIfMatchAreTakenInOrderAndNoneIsLost() throws Exception {
        var id = open();
        var answers = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 9; i++) {
                var body = "{\"incident\": {\"body\": \"글 " + i + "\"}}";
                answers.add(threads.submit(
                        () -> api.call("PATCH", "/incidents/" + id, body).statusCode()));
            }
            for (var answer : answers) {
                assertEquals(200, answer.get(30, TimeUnit.SECONDS));
            }
        }
        var updates = inners(api.call(200, "GET", "/incidents/" + id, null), "incident_updates");
        assertEquals(10, updates.stream().map(u -> u.get("body")).distinct().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422|incident.name|{\"incident\": {\"name\": 7}}",
                "422|incident.name|{\"incident\": {}}",
                "422|incident.name|{}",
                "422|incident: give an object|{\"incident\": \"x\"}",
                "422|incident.status|{\"incident\": {\"name\": \"x\", \"status\": \"broken\"}}",
                "422|incident.status|{\"incident\": {\"name\": \"x\", \"status\": \"completed\"}}",
                "422|incident.components|{\"incident\": {\"name\": \"x\", \"components\": {\"000000000000\":"
                        + " \"operational\"}}}",
                "422|incident.components|{\"incident\": {\"name\": \"x\", \"components\": 5}}",
                "422|incident.scheduled_for|{\"incident\": {\"name\": \"x\", \"scheduled_for\": \"tomorrow\"}}",
                "422|incident.scheduled_until|{\"incident\": {\"name\": \"x\", \"scheduled_for\":"
                        + " \"2021-05-06T00:00:00Z\"}}",
                "422|incident.herald.next_update_at|{\"incident\": {\"name\": \"x\", \"herald\": {\"next_update_at\":"
                        + " \"2020-01-01T00:00:00Z\"}}}",
                "422|incident.herald.scope|{\"incident\": {\"name\": \"x\", \"herald\": {\"scope\": \"nobody\"}}}",
                "422|incident.herald.names|{\"incident\": {\"name\": \"x\", \"herald\": {\"names\": {\"Klingon!\":"
                        + " \"x\"}}}}",
                "422|incident.herald.bodies|{\"incident\": {\"name\": \"x\", \"herald\": {\"bodies\": {\"english"
                        + " please\": \"x\"}}}}",
                "422|U+0000|{\"incident\": {\"name\": \"a\\u0000b\"}}",
                "422|U+D83D|{\"incident\": {\"name\": \"x\", \"body\": \"\\ud83d\"}}",
                "422|backfilled|{\"incident\": {\"name\": \"x\", \"backfilled\": true, \"backfill_date\":"
                        + " \"2020-01-01\"}}",
                "400|JSON|{\"incident\": {\"name\": \"x\"}",
                "400|JSON|[1]",
                "400|JSON|hello",
            })
    void whatWillNotDoIsRefusedByName(int status, String named, String body) {
        var response = api.call("POST", "/incidents", body);
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains(named), response.body());
        var failed = api.map(response.body());
        assertTrue(failed.containsKey("error") && failed.containsKey("message"));
        assertEquals(List.of(), api.list("/incidents"));
    }

    @Test
    void longTextsAreRefusedNotCut() {
        api.call(422, "POST", "/incidents", "{\"incident\": {\"name\": \"" + "가".repeat(256) + "\"}}");
        api.call(
                422,
                "POST",
                "/incidents",
                "{\"incident\": {\"name\": \"x\", \"body\": \"" + "가".repeat(300_000) + "\"}}");
        api.call(
                413,
                "POST",
                "/incidents",
                "{\"incident\": {\"name\": \"x\", \"body\": \"" + "a".repeat(1 << 20) + "\"}}");
        api.call(
                413,
                "POST",
                "/incidents",
                "{\"incident\": {\"name\": \"x\", \"body\": \"" + "a".repeat(11 << 20) + "\"}}");
        var body = "🙂".repeat(12_500);
        var incident =
                api.call(201, "POST", "/incidents", "{\"incident\": {\"name\": \"x\", \"body\": \"" + body + "\"}}");
        assertEquals(body, inners(incident, "incident_updates").getFirst().get("body"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/incidents/000000000000", "/incidents/000000000000.json", "/nothing", "/incidents/a/b/c"})
    void whatIsNotThereIsNotFound(String path) {
        var failed = api.call(404, "GET", path, null);
        assertEquals("not found", failed.get("error"));
    }

    private Object open() {
        return api.call(201, "POST", "/incidents", "{\"incident\": {\"name\": \"장애\", \"body\": \"확인합니다.\"}}")
                .get("id");
    }

    private String tag(Object id) {
        return api.call("GET", "/incidents/" + id, null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private List<Object> ids(String path) {
        return api.list(path).stream().map(incident -> incident.get("id")).toList();
    }
}
