package herald.api;

import static herald.api.ApiFixture.inners;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.Drill;
import herald.testing.HeraldServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private ApiFixture api;

    @BeforeEach
    void makeAPage() {
        api = ApiFixture.on(HERALD, "ko", "en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAuth ", "Bearer ", "API Key ", "oauth\t", ""})
    void aKeyIsTakenBehindAnySchemesWord(String scheme) {
        assertEquals(200, signed("Authorization", scheme + HeraldServer.API_KEY).statusCode());
    }

    @Test
    void aKeyIsTakenFromTheQuery() {
        assertEquals(
                200,
                HERALD.get("/v1/pages.json?api_key=" + HeraldServer.API_KEY).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/pages", "/v1/nothing", "/v1/pages?api_key=wrong"})
    void nobodyComesInWithoutAKey(String path) {
        var response = HERALD.get(path);
        assertEquals(401, response.statusCode());
        assertEquals("Could not authenticate", api.map(response.body()).get("error"));
        assertEquals(401, signed("Authorization", "OAuth wrong-key-0123456789").statusCode());
    }

    @Test
    void aPathThatTakesNoSuchMethodSaysSo() {
        assertEquals(405, api.call("DELETE", "", null).statusCode());
        assertTrue(api.map(api.call("DELETE", "", null).body()).containsKey("message"));
    }

    @Test
    void pagesAreReadAndChanged() {
        var page = api.call(200, "GET", ".json", null);
        assertEquals("Asia/Seoul", page.get("time_zone"));
        assertTrue(page.containsKey("css_greens"));
        var changed = api.call(
                200, "PATCH", "", "{\"page\": {\"name\": \"톡\", \"support_url\": \"https://example.com/help\"}}");
        assertEquals("톡", changed.get("name"));
        assertNull(
                api.call(200, "PUT", "", "{\"page\": {\"support_url\": null}}").get("support_url"));
        assertTrue(ApiFixture.list(HERALD, HERALD.api("GET", "/v1/pages", null).body()).stream()
                .anyMatch(one -> api.page().code().equals(one.get("id"))));
        assertEquals(404, HERALD.api("GET", "/v1/pages/000000000000", null).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"page\": {\"time_zone\": \"Mars/Olympus\"}}",
                "{\"page\": {\"name\": \" \"}}",
                "{\"page\": {\"domain\": \"https://x\"}}",
                "{\"page\": {\"herald\": {\"languages\": [\"ko\", \"ko\"]}}}",
                "{\"page\": {\"herald\": {\"languages\": \"ko\"}}}",
                "{\"page\": {\"support_url\": \"javascript:alert(1)\"}}",
            })
    void aPageKeepsWhatItHasWhenAFieldWillNotDo(String body) {
        api.call(422, "PATCH", "", body);
    }

    @Test
    void twoPagesNeverShareADomain() {
        var domain = "{\"page\": {\"domain\": \"Status-" + api.page().code() + ".example.com\"}}";
        api.call(200, "PATCH", "", domain);
        api.call(200, "PATCH", "", domain);
        ApiFixture.on(HERALD, "en").call(422, "PATCH", "", domain);
    }

    @Test
    void componentsAreMadeGroupedChangedAndTakenAway() {
        var login = api.component("로그인");
        var chat = api.component("메시지");
        var group = api.call(201, "POST", "/component-groups.json", """
            {"description": "둘", "component_group": {"name": "톡", "components": ["%s", "%s"]}}
            """.formatted(chat, login));
        assertEquals(List.of(chat, login), group.get("components"));
        assertEquals("둘", group.get("description"));
        var worst = api.call(200, "PATCH", "/components/" + chat, "{\"component\": {\"status\": \"major_outage\"}}");
        assertEquals(group.get("id"), worst.get("group_id"));
        var list = api.list("/components");
        assertEquals(
                List.of(group.get("id"), chat, login),
                list.stream().map(one -> one.get("id")).toList());
        assertEquals(true, list.getFirst().get("group"));
        assertEquals("major_outage", list.getFirst().get("status"));
        assertNull(api.call(
                        200,
                        "PUT",
                        "/components/" + login,
                        "{\"component\": {\"group_id\": \"null\", \"start_date\": \"2021-05-05\"}}")
                .get("group_id"));
        assertEquals(
                "2021-05-05", api.call(200, "GET", "/components/" + login, null).get("start_date"));
        assertEquals(
                "새 톡",
                api.call(
                                200,
                                "PATCH",
                                "/component-groups/" + group.get("id"),
                                "{\"component_group\": {\"name\": \"새 톡\"}}")
                        .get("name"));
        assertEquals(
                group.get("id"),
                api.call(200, "DELETE", "/component-groups/" + group.get("id"), null)
                        .get("id"));
        var gone = api.call("DELETE", "/components/" + login + ".json", null);
        assertEquals(204, gone.statusCode());
        assertEquals("", gone.body());
        api.call(404, "GET", "/components/" + login, null);
        api.call(404, "DELETE", "/component-groups/" + group.get("id"), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"component\": {}}",
                "{\"component\": {\"name\": \"x\", \"status\": \"fine\"}}",
                "{\"component\": {\"name\": \"x\", \"group_id\": \"000000000000\"}}",
                "{\"component\": {\"name\": \"x\", \"showcase\": \"maybe\"}}",
                "{\"component\": {\"name\": \"x\", \"start_date\": \"soon\"}}",
                "{\"component\": []}",
            })
    void aComponentThatWillNotDoIsRefused(String body) {
        api.call(422, "POST", "/components", body);
    }

    @Test
    void aComponentOfAnotherPageIsNotFound() {
        var login = api.component("로그인");
        ApiFixture.on(HERALD, "en").call(404, "GET", "/components/" + login, null);
    }

    @Test
    void aTargetsSecretsGoInAndNeverComeOut() {
        var made = api.call("POST", "/targets", """
            {"target": {"channel": "x", "name": "X", "settings": {"api_url": "http://127.0.0.1:9/2/", "consumer_key": "hush-ck",
              "consumer_secret": "hush-cs", "access_token": "7-hush-at", "access_token_secret": "hush-ats"}}}
            """);
        assertEquals(201, made.statusCode(), made.body());
        assertFalse(made.body().contains("hush-cs") || made.body().contains("hush-ats"), made.body());
        var target = api.map(made.body());
        assertEquals("active", target.get("state"));
        var id = target.get("id");
        assertEquals(
                "held", api.call(200, "POST", "/targets/" + id + "/hold", null).get("state"));
        assertEquals(
                "active",
                api.call(200, "POST", "/targets/" + id + "/release", null).get("state"));
        assertEquals(
                false,
                api.call(200, "PATCH", "/targets/" + id, "{\"target\": {\"enabled\": false}}")
                        .get("enabled"));
        assertEquals(
                List.of(id),
                api.list("/targets").stream().map(one -> one.get("id")).toList());
        assertFalse(api.call("GET", "/targets/" + id, null).body().contains("hush-cs"));
        api.call(422, "POST", "/targets", "{\"target\": {\"channel\": \"pigeon\", \"name\": \"x\"}}");
        api.call(200, "DELETE", "/targets/" + id, null);
        api.call(404, "GET", "/targets/" + id, null);
    }

    @Test
    void aPreviewShowsWhatWouldBeToldAndTellsNobody() {
        api.call(201, "POST", "/targets", "{\"target\": {\"channel\": \"practice\", \"name\": \"연습\"}}");
        var response = api.call("POST", "/preview", "{\"incident\": {\"name\": \"장애\", \"body\": \"확인합니다.\"}}");
        assertEquals(200, response.statusCode(), response.body());
        var preview = ApiFixture.list(HERALD, response.body()).getFirst();
        assertTrue(((String) preview.get("text")).contains("확인합니다."), response.body());
        assertEquals(List.of(), api.list("/incidents"));
    }

    @Test
    void receiptsAreListedAndThoseThatWaitAreSettled() {
        var target = api.call(201, "POST", "/targets", "{\"target\": {\"channel\": \"practice\", \"name\": \"연습\"}}");
        api.call(200, "POST", "/targets/" + target.get("id") + "/hold", null);
        var incident = api.call(201, "POST", "/incidents", "{\"incident\": {\"name\": \"장애\", \"body\": \"확인합니다.\"}}");
        var path = "/incidents/" + incident.get("id") + "/deliveries";
        Drill.until(() -> !api.list(path).isEmpty(), () -> "a delivery");
        var delivery = api.list(path).getFirst();
        assertEquals("pending", delivery.get("state"));
        assertEquals(target.get("id"), delivery.get("target_id"));
        assertEquals(inners(incident, "incident_updates").getFirst().get("id"), delivery.get("update_id"));
        var skipped = api.call(200, "POST", path + "/" + delivery.get("id") + "/skip", null);
        assertEquals("skipped", skipped.get("state"));
        api.call(422, "POST", path + "/" + delivery.get("id") + "/confirm", "{\"permalink\": \"not an address\"}");
        api.call(404, "POST", path + "/000000000000/retry", null);
    }

    private HttpResponse<String> signed(String header, String value) {
        return HERALD.send(HttpRequest.newBuilder(HERALD.uri("/v1/pages"))
                .header(header, value)
                .build());
    }
}
