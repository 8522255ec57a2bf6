package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.delivery.Targets;
import herald.incident.Incidents;
import herald.page.Page;
import herald.page.Pages;
import herald.testing.HeraldServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsoleTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    @Test
    void everyScreenCanBeOpened() {
        var browser = Browsing.signedIn(HERALD);
        var code = opened(browser, "Every screen");
        var target = HERALD.bean(Targets.class).ofPage(page().id()).getFirst().code();
        var update = HERALD.bean(Incidents.class)
                .story(page(), code)
                .latest()
                .orElseThrow()
                .update()
                .code();
        for (var path : new String[] {
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
            "/console/settings"
        }) {
            var answer = browser.get(path);
            assertEquals(200, answer.statusCode(), path + answer.body());
            assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""), path);
            assertTrue(
                    answer.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"),
                    path);
            assertFalse(answer.body().matches("(?s).*(<script>|style=\"|onclick=).*"), path);
        }
    }

    private static String opened(Browsing browser, String title) {
        var form = browser.get("/console/incidents/new").body();
        var fields = new LinkedHashMap<String, String>();
        fields.put("token", Browsing.hidden(form, "token"));
        fields.put("kind", "incident");
        fields.put("stage", "investigating");
        fields.put("title.en", title);
        fields.put("body.en", "We are looking into it.");
        fields.put("next", "30");
        fields.put("notify", "yes");
        var answer = browser.submit("/console/incidents", fields);
        assertEquals(303, answer.statusCode(), answer.body());
        return Browsing.path(answer).replaceFirst(".*/", "");
    }

    private static Page page() {
        return HERALD.bean(Pages.class).all().getFirst();
    }
}
