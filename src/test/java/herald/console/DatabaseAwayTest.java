package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Incidents;
import herald.page.Pages;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.WiredDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Staff press the button while the database is away: nothing of what they typed is lost, and nothing is posted twice. */
class DatabaseAwayTest {

    private final WiredDatabase wire = new WiredDatabase();

    @AfterEach
    void takeItAway() {
        wire.close();
    }

    @Test
    void theFormComesBackFilledAndGoesThroughOnceTheDatabaseIsBack() {
        try (var herald = wire.server().start()) {
            var staff = Browsing.signedIn(herald);
            var opening = ConsoleForms.opening(staff, "Typed in the dark", "Two lines\nof <text>.");
            opening.put("_csrf", staff.csrf());
            wire.cut();
            var held = staff.post("/console/incidents", opening);
            assertEquals(503, held.statusCode(), held.body());
            assertTrue(held.body().contains("Two lines\nof &lt;text&gt;.</textarea>"), held.body());
            assertTrue(held.body().contains("Typed in the dark</textarea>"));
            assertEquals(opening.get("token"), Browsing.hidden(held.body(), "token"));
            assertEquals("30", Browsing.hidden(held.body(), "next"));
            var stranger = new Browsing(herald)
                    .post("/console/sign-in", Map.of("email", HeraldServer.EMAIL, "password", "in the clear"));
            assertEquals(503, stranger.statusCode());
            assertFalse(stranger.body().contains("in the clear"));
            wire.mend();
            Eventually.holds(() -> staff.post("/console/incidents", opening).statusCode() == 303);
            var page = herald.bean(Pages.class).all().getFirst();
            assertEquals(
                    1, herald.bean(Incidents.class).newest(page.id(), 10, 0).size());
        }
    }
}
