package herald.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.TestDatabase;
import herald.testing.WiredDatabase;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers see the page whatever the database does; tests named after spec/FAULTS.md. */
class DatabaseAwayTest {

    @TempDir
    Path folder;

    @Test
    void b05ADatabaseThatTakesCallsAndNeverAnswersKeepsNoReaderWaiting() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var nowhere = new TestDatabase(
                    "jdbc:mysql://127.0.0.1:" + silent.getLocalPort() + "/x?connectTimeout=1000&socketTimeout=2000",
                    "herald",
                    "herald",
                    folder);
            try (var herald = HeraldServer.on(nowhere).start()) {
                for (int i = 0; i < 50; i++) {
                    long begun = System.nanoTime();
                    assertEquals(503, herald.get("/").statusCode());
                    assertTrue(System.nanoTime() - begun < 1_000_000_000, "the page waited");
                }
            }
        }
    }

    @Test
    void thePageStandsWhileTheWireToTheDatabaseIsCut() throws Exception {
        try (var wire = new WiredDatabase();
                var herald = wire.server().start()) {
            Eventually.holds(() -> herald.get("/").statusCode() == 200);
            wire.cut();
            readsWell(herald);
        }
    }

    @Test
    void b07ThePageStandsWhileEveryConnectionOfThePoolIsTaken() throws Exception {
        try (var herald = HeraldServer.onFreshDatabase().start()) {
            Eventually.holds(() -> herald.get("/").statusCode() == 200);
            var pool = DelegatingDataSource.unwrapDataSource(herald.bean(DataSource.class));
            var taken = new ArrayList<Connection>();
            try {
                while (taken.size() < 100) {
                    taken.add(pool.getConnection());
                }
            } catch (SQLException exhausted) {
                readsWell(herald);
            } finally {
                for (var connection : taken) {
                    connection.close();
                }
            }
            assertTrue(taken.size() < 100, "the pool never ended");
        }
    }

    private static void readsWell(HeraldServer herald) throws IOException {
        try (var client = new RawClient(herald)) {
            for (int i = 0; i < 500; i++) {
                assertEquals(
                        200,
                        client.get(i % 2 == 0 ? "/" : "/api/v2/summary.json")
                                .response()
                                .status());
            }
        }
    }
}
