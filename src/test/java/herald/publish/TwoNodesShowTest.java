package herald.publish;

import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Pages;
import herald.staff.Actor;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.TestDatabase;
import herald.testing.Word;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoNodesShowTest {

    @Test
    void whatOneNodeIsToldTheOtherShows(@TempDir Path elsewhere) {
        var database = TestDatabase.fresh();
        try (var one = HeraldServer.on(database).start();
                var other = HeraldServer.on(database)
                        .with("herald.data-dir", elsewhere.toString())
                        .with("datasources.default.url", database.url())
                        .start()) {
            Eventually.holds(() -> other.get("/").statusCode() == 200);
            var page = one.bean(Pages.class).all().getFirst();
            one.bean(Incidents.class)
                    .open(
                            page,
                            Word.as(Stage.INVESTIGATING)
                                    .named("en", "Messages arrive late")
                                    .saying("en", "We are looking.")
                                    .update(),
                            Actor.HERALD);
            Eventually.holds(() -> other.get("/").body().contains("Messages arrive late"));
        }
    }
}
