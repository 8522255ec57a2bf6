package herald.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.HeraldServer;
import herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {

    @TempDir
    Path folder;

    @Test
    void aSilentDatabaseIsSaidInWordsAndWhenToComeBack() {
        var nowhere = new TestDatabase("jdbc:mysql://127.0.0.1:1/nothing", "herald", "herald", folder);
        try (var herald = HeraldServer.on(nowhere)
                .with("datasources.default.connection-timeout", 500)
                .start()) {
            for (var method : List.of("GET", "POST")) {
                var response = herald.api(method, "/v1/pages/x/incidents", method.equals("POST") ? "{}" : null);
                assertEquals(503, response.statusCode(), response.body());
                assertTrue(response.headers().firstValue("Retry-After").isPresent());
                assertTrue(response.body().contains("The database does not answer"), response.body());
            }
        }
    }
}
