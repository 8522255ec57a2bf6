package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.testing.HeraldServer;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Components and groups in the reader's language: from the API to the page and to what is posted. */
class ComponentWordsTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private Page page;
    private String component;
    private String group;

    @BeforeEach
    void makeAPage() throws IOException {
        page = HERALD.bean(Pages.class)
                .create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko", "en", "ja"), null));
        component = id(call("POST", "/components", """
            {"component": {"name": "메시지 수신", "description": "메시지가 도착합니다.", "herald": {
              "names": {"en": "Receiving <messages>", "ja": ""},
              "descriptions": {"en": "Messages arrive."}}}}\
            """));
        group = id(call("POST", "/component-groups", """
            {"component_group": {"name": "메신저", "components": ["%s"], "herald": {
              "names": {"en": "Messenger", "ja": "メッセンジャー"}}}}\
            """.formatted(component)));
    }

    @Test
    void eachReaderSeesTheNamesOfTheirLanguageAndOthersThePagesOwn() {
        assertTrue(html("/en/").contains("Receiving &lt;messages&gt;"));
        assertTrue(html("/en/").contains("Messages arrive."));
        assertTrue(html("/en/").contains("Messenger"));
        assertFalse(html("/en/").contains("메시지 수신"));
        assertTrue(html("/ja/").contains("メッセンジャー"));
        assertTrue(html("/ja/").contains("메시지 수신") && html("/ja/").contains("메시지가 도착합니다."));
        assertTrue(html("/").contains("메신저") && html("/").contains("메시지 수신"));
        assertFalse(html("/").contains("Messenger"));
        assertTrue(html("/en/uptime").contains("aria-label=\"Receiving &lt;messages&gt;: "), html("/en/uptime"));
        assertTrue(html("/en/uptime/" + component).contains("<title>Receiving &lt;messages&gt; · Uptime"));
    }

    @Test
    void aNameThatChangesInOneLanguageChangesThePageAndEveryIncidentItTouches() throws IOException {
        var incident = id(call("POST", "/incidents", """
            {"incident": {"name": "장애", "body": "복구되었습니다.", "status": "resolved", "component_ids": ["%s"]}}\
            """.formatted(component)));
        assertTrue(html("/en/incidents/" + incident).contains("Messenger - Receiving &lt;messages&gt;"));
        call("PATCH", "/components/" + component, "{\"component\": {\"herald\": {\"names\": {\"en\": \"Delivery\"}}}}");
        assertTrue(html("/en/incidents/" + incident).contains("Messenger - Delivery"));
        assertTrue(html("/en/").contains("Messages arrive."), "what is not said stays");
        call("PATCH", "/components/" + component, "{\"component\": {\"herald\": {\"names\": {\"en\": \"\"}}}}");
        assertTrue(html("/en/incidents/" + incident).contains("Messenger - 메시지 수신"));
    }

    @Test
    void aPostNamesThemInTheTargetsLanguageAndLeadsThere() throws IOException {
        call("POST", "/targets", "{\"target\": {\"channel\": \"practice\", \"name\": \"EN\", \"language\": \"en\"}}");
        call("POST", "/targets", "{\"target\": {\"channel\": \"practice\", \"name\": \"KO\", \"language\": \"ko\"}}");
        var previews = call("POST", "/preview", """
            {"incident": {"name": "장애", "body": "확인합니다.", "component_ids": ["%s"],
              "components": {"%s": "partial_outage"}}}\
            """.formatted(component, component));
        var texts = HERALD
                .bean(JsonMapper.class)
                .readValue(previews.body(), Argument.listOf(Argument.mapOf(String.class, Object.class)))
                .stream()
                .map(preview -> preview.get("text").toString())
                .toList();
        assertTrue(texts.get(0).contains("Affected: Receiving <messages>\n"), texts::toString);
        assertTrue(texts.get(0).contains("/en/incidents/"), texts::toString);
        assertTrue(texts.get(1).contains("영향: 메시지 수신\n"), texts::toString);
        assertFalse(texts.get(1).contains("/ko/incidents/"), texts::toString);
    }

    @Test
    void theApiSaysThemAndRefusesWhatIsNoLanguage() throws IOException {
        var herald =
                (Map<?, ?>) map(call("GET", "/components/" + component, null)).get("herald");
        assertEquals(Map.of("en", "Receiving <messages>"), herald.get("names"));
        assertEquals(Map.of("en", "Messages arrive."), herald.get("descriptions"));
        var grouped =
                (Map<?, ?>) map(call("GET", "/component-groups/" + group, null)).get("herald");
        assertEquals(Map.of("en", "Messenger", "ja", "メッセンジャー"), grouped.get("names"));
        var refused = HERALD.api(
                "PATCH",
                "/v1/pages/" + page.code() + "/components/" + component,
                "{\"component\": {\"herald\": {\"names\": {\"English\": \"x\", \"en\": \"" + "x".repeat(256)
                        + "\"}}}}");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("component.herald.names: 'English' is not a language code"), refused.body());
        assertTrue(refused.body().contains("component.herald.names.en: at most 255"), refused.body());
    }

    @Test
    void whatLeavesThePageTakesItsNamesAlong() throws IOException {
        assertEquals(
                200,
                HERALD.api("DELETE", "/v1/pages/" + page.code() + "/component-groups/" + group, null)
                        .statusCode());
        assertEquals(
                204,
                HERALD.api("DELETE", "/v1/pages/" + page.code() + "/components/" + component, null)
                        .statusCode());
        assertFalse(html("/en/").contains("Messenger"));
    }

    private static HttpResponse<String> call(Page page, String method, String path, String json) {
        var answer = HERALD.api(method, "/v1/pages/" + page.code() + path, json);
        assertTrue(answer.statusCode() < 300, answer.body());
        return answer;
    }

    private HttpResponse<String> call(String method, String path, String json) {
        return call(page, method, path, json);
    }

    private static Map<String, Object> map(HttpResponse<String> answer) throws IOException {
        return HERALD.bean(JsonMapper.class).readValue(answer.body(), Argument.mapOf(String.class, Object.class));
    }

    private static String id(HttpResponse<String> answer) throws IOException {
        return map(answer).get("id").toString();
    }

    private String html(String path) {
        HERALD.bean(Publisher.class).publishWhole();
        return new String(
                HERALD.bean(SnapshotStore.class)
                        .ofPage(page.code())
                        .flatMap(snapshot -> snapshot.document(path))
                        .orElseThrow()
                        .bytes(),
                StandardCharsets.UTF_8);
    }
}
