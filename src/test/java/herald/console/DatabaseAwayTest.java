package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Incidents;
import herald.page.Pages;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.TestDatabase;
import herald.testing.Wire;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff press the button while the database is away: nothing of what they typed is lost, and nothing is posted twice. */
class DatabaseAwayTest {

    private TestDatabase database;
    private Optional<Server> h2 = Optional.empty();
    private Wire wire;

    @BeforeEach
    void putAWireBeforeTheDatabase() throws Exception {
        database = TestDatabase.fresh();
        if (!database.isMySql()) {
            h2 = Optional.of(
                    Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start());
            // Hikari trusts a connection used just now, and does not know H2's word for a lost one.
            System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        }
        var far = URI.create(database.url().substring("jdbc:".length()));
        wire = h2.map(server -> new Wire("127.0.0.1", server.getPort()))
                .orElseGet(() -> new Wire(far.getHost(), far.getPort() < 0 ? 3306 : far.getPort()));
        wire.mend();
    }

    @AfterEach
    void takeItAway() {
        wire.close();
        h2.ifPresent(Server::stop);
        System.clearProperty("com.zaxxer.hikari.aliveBypassWindowMs");
    }

    @Test
    void theFormComesBackFilledAndGoesThroughOnceTheDatabaseIsBack() {
        var url = database.isMySql()
                ? database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + wire.port() + "/")
                : database.url().replaceFirst("jdbc:h2:file:", "jdbc:h2:tcp://127.0.0.1:" + wire.port() + "/");
        var behind = new TestDatabase(url, database.username(), database.password(), database.directory());
        try (var herald = HeraldServer.on(behind).start()) {
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
