package herald;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.publish.Document;
import herald.publish.SnapshotStore;
import herald.staff.Actor;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages with nothing on them, and with more than anybody reads. */
class EmptyAndFullTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private static final int MANY = 1_000;
    private static final int OPEN = 60;

    @Test
    void aPageWithNothingOnItIsAPage() {
        var page = page("Empty");
        for (var path : List.of("/", "/ko/", "/history", "/history.atom")) {
            assertFalse(shown(page, path).isEmpty(), path);
        }
        assertTrue(shown(page, "/").contains("All systems operational"));
        assertTrue(shown(page, "/").contains("No systems are listed here yet"));
        assertEquals(14, count(shown(page, "/"), "No incidents reported"));
        assertTrue(shown(page, "/api/v2/summary.json").contains("\"components\":[],\"incidents\":[]"));
        assertEquals(0, count(shown(page, "/history.atom"), "<entry>"));
    }

    @Test
    void aThousandIncidentsAreStillOnePage() {
        var page = page("Full");
        for (int i = 1; i <= MANY; i++) {
            open(page, i, i > MANY - OPEN ? Stage.INVESTIGATING : Stage.RESOLVED);
        }
        Drill.until(60, () -> shown(page, "/").contains("Incident " + MANY + "<"), () -> "the newest incident");
        Drill.until(
                60,
                () -> count(shown(page, "/history.atom"), "<entry>") == 25
                        && count(shown(page, "/api/v2/incidents.json"), "\"shortlink\"") == 50
                        && shown(page, "/history").contains("Incident 1<"),
                () -> "what follows the front page");
        assertEquals(50, count(shown(page, "/api/v2/incidents.json"), "\"shortlink\""));
        assertEquals(OPEN, count(shown(page, "/api/v2/summary.json"), "\"shortlink\""));
        assertEquals(25, count(shown(page, "/history.atom"), "<entry>"));
        assertTrue(shown(page, "/history").contains("Incident 1<"));
        assertTrue(shown(page, "/").contains("Incident " + (MANY - OPEN + 1) + "<"), "the oldest that is open");
    }

    private static Page page(String name) {
        var page = HERALD.bean(Pages.class)
                .create(new PageFields(
                        name,
                        null,
                        name.toLowerCase(java.util.Locale.ROOT) + ".example.com",
                        "UTC",
                        List.of("en", "ko"),
                        null));
        Drill.until(() -> HERALD.bean(SnapshotStore.class).ofPage(page.code()).isPresent(), () -> "the page");
        return page;
    }

    private static void open(Page page, int number, Stage stage) {
        var update = Word.as(stage)
                .named("en", "Incident " + number)
                .saying("en", "Words.")
                .update();
        HERALD.bean(Incidents.class).open(page, update, Actor.HERALD);
    }

    /** Empty when the page has no such document. */
    private static String shown(Page page, String path) {
        return HERALD.bean(SnapshotStore.class)
                .ofPage(page.code())
                .flatMap(snapshot -> snapshot.document(path))
                .map(EmptyAndFullTest::text)
                .orElse("");
    }

    private static String text(Document document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
