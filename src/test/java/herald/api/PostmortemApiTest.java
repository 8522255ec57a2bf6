package herald.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.page.Pages;
import herald.publish.SnapshotStore;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostmortemApiTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private ApiFixture api;
    private String incident;

    @BeforeEach
    void resolveAnIncident() {
        HERALD.clock().stopAt(Instant.parse("2021-05-05T13:08:00Z"));
        api = ApiFixture.on(HERALD, "ko", "en");
        incident = "/incidents/" + open("resolved");
    }

    @Test
    void aDraftIsReadByStaffAlone() {
        assertEquals(404, api.call("GET", incident + "/postmortem", "").statusCode());
        assertEquals(200, draft("Too **few** connections.").statusCode());
        var read = api.map(api.call("GET", incident + "/postmortem", "").body());
        assertEquals("Too **few** connections.", read.get("body_draft"));
        assertNull(read.get("body"));
        assertNull(api.map(api.call("GET", incident, "").body()).get("postmortem_body"));
        assertFalse(page().contains("id=\"postmortem\""));
    }

    @Test
    void whatIsPublishedStandsOnTheIncidentsPageAndInItsAnswer() {
        draft("Too **few** connections. <script>alert(1)</script>");
        assertEquals(200, api.call("PUT", incident + "/postmortem/publish", "").statusCode());
        Eventually.holds(() -> page().contains("<strong>few</strong>"));
        assertFalse(page().contains("<script>alert"));
        var told = api.map(api.call("GET", incident, "").body());
        assertEquals("2021-05-05T13:08:00.000Z", told.get("postmortem_published_at"));
        assertTrue(String.valueOf(told.get("postmortem_body")).startsWith("Too **few**"));
    }

    @Test
    void aNewDraftChangesNothingUntilItIsPublished() {
        draft("First.");
        api.call("PUT", incident + "/postmortem/publish", "");
        draft("Second.");
        assertEquals("First.", api.map(api.call("GET", incident, "").body()).get("postmortem_body"));
        api.call("PUT", incident + "/postmortem/publish", "");
        Eventually.holds(() -> page().contains("Second."));
    }

    @Test
    void whatIsTakenBackLeavesThePageAndKeepsTheDraft() {
        draft("Words.");
        api.call("PUT", incident + "/postmortem/publish", "");
        Eventually.holds(() -> page().contains("Words."));
        assertEquals(200, api.call("PUT", incident + "/postmortem/revert", "").statusCode());
        Eventually.holds(() -> !page().contains("Words."));
        assertEquals(
                "Words.",
                api.map(api.call("GET", incident + "/postmortem", "").body()).get("body_draft"));
        assertEquals(204, api.call("DELETE", incident + "/postmortem", "").statusCode());
        assertEquals(404, api.call("GET", incident + "/postmortem", "").statusCode());
    }

    @Test
    void nothingIsPublishedWhileTheIncidentIsOpen() {
        incident = "/incidents/" + open("investigating");
        draft("Too early.");
        var refused = api.call("PUT", incident + "/postmortem/publish", "");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("resolve it"), refused.body());
        assertEquals(
                422,
                api.call("PUT", incident + "/postmortem", "{\"postmortem\": {}}")
                        .statusCode());
    }

    private String open(String stage) {
        return String.valueOf(
                api.map(api.call("POST", "/incidents", """
                    {"incident": {"name": "메시지 수신 장애", "status": "%s", "body": "끝"}}\
                    """.formatted(stage)).body())
                        .get("id"));
    }

    private HttpResponse<String> draft(String words) {
        return api.call("PUT", incident + "/postmortem", "{\"postmortem\": {\"body_draft\": \"" + words + "\"}}");
    }

    private String page() {
        var pages = HERALD.bean(Pages.class);
        var store = HERALD.bean(SnapshotStore.class);
        return pages.all().stream()
                .flatMap(page -> store.ofPage(page.code()).stream())
                .flatMap(snapshot -> snapshot.document(incident).stream())
                .map(document -> new String(document.bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
