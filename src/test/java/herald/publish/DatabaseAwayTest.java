package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.staff.Actor;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.WiredDatabase;
import herald.testing.Word;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FAULTS B01, B02: the database is lost while Herald runs, and is not there when it starts. */
class DatabaseAwayTest {

    private final WiredDatabase wire = new WiredDatabase();

    @AfterEach
    void takeItAway() {
        wire.close();
    }

    @Test
    void pageAndJsonAreServedWhileTheDatabaseIsAwayAndGoOnByThemselves() {
        try (var herald = wire.server().start()) {
            var page = page(herald);
            var first = open(herald, page, "로그인 장애");
            Eventually.holds(() -> herald.get("/").body().contains("로그인 장애"));
            wire.cut();
            assertEquals(200, herald.get("/").statusCode());
            assertTrue(herald.get("/api/v2/summary.json").body().contains(first));
            assertEquals(200, herald.get("/history.atom").statusCode());
            assertEquals(200, herald.get("/health/liveness").statusCode());
            wire.mend();
            Eventually.holds(() -> canOpen(herald, page, "두 번째 장애"));
            Eventually.holds(() -> herald.get("/").body().contains("두 번째 장애"));
        }
    }

    @Test
    void thePassingOfTimeIsToldWithoutTheDatabase() {
        try (var herald = wire.server().start()) {
            var page = page(herald);
            herald.clock().stopAt(herald.clock().instant());
            var promised = herald.clock().instant().plus(Duration.ofMinutes(30));
            herald.bean(Incidents.class)
                    .open(
                            page,
                            Word.as(Stage.INVESTIGATING)
                                    .named("ko", "로그인 장애")
                                    .saying("ko", "확인 중")
                                    .promising(promised)
                                    .update(),
                            Actor.HERALD);
            Eventually.holds(() -> herald.get("/").body().contains("로그인 장애"));
            wire.cut();
            herald.clock().advance(Duration.ofMinutes(31));
            Eventually.holds(() -> herald.get("/").body().contains("promise--late"));
        }
    }

    @Test
    void aStartWithoutTheDatabaseShowsTheLastPageAndCatchesUp() {
        String incident;
        Page page;
        try (var herald = wire.server().start()) {
            page = page(herald);
            incident = open(herald, page, "로그인 장애");
            Eventually.holds(() -> herald.get("/").body().contains("로그인 장애"));
        }
        wire.cut();
        try (var herald = wire.server().start()) {
            assertEquals(200, herald.get("/incidents/" + incident).statusCode());
            assertTrue(herald.get("/").body().contains("로그인 장애"));
            assertTrue(herald.get("/api/v2/summary.json").body().contains(incident));
            assertEquals(200, herald.get("/health/liveness").statusCode());
            wire.mend();
            Eventually.holds(() -> canOpen(herald, page, "두 번째 장애"));
            Eventually.holds(() -> herald.get("/").body().contains("두 번째 장애"));
        }
    }

    @Test
    void aFirstStartWithoutTheDatabaseSaysSoAndComesToLife() {
        wire.cut();
        try (var herald = wire.server().start()) {
            var nothing = herald.get("/");
            assertEquals(503, nothing.statusCode());
            assertEquals("5", nothing.headers().firstValue("retry-after").orElse(""));
            assertTrue(nothing.body().contains("starting"));
            assertTrue(herald.get("/api/v2/status.json").body().startsWith("{\"error\""));
            assertEquals(200, herald.get("/health/liveness").statusCode());
            wire.mend();
            Eventually.holds(() -> herald.get("/").statusCode() == 200);
        }
    }

    @Test
    void aPageWhoseDatabaseIsSilentSaysSoUntilItIsHeardAgain() {
        try (var herald = wire.server().with("herald.silent-after", "1s").start()) {
            var page = page(herald);
            open(herald, page, "로그인 장애");
            Eventually.holds(() -> herald.get("/").body().contains("로그인 장애"));
            assertTrue(isQuiet(herald, "/") && isQuiet(herald, "/ko/"));
            wire.cut();
            Eventually.holds(() -> !isQuiet(herald, "/") && !isQuiet(herald, "/ko/"));
            assertTrue(herald.get("/").body().contains("로그인 장애"));
            wire.mend();
            Eventually.holds(() -> isQuiet(herald, "/") && isQuiet(herald, "/ko/"));
        }
    }

    @Test
    void b02APageOfAnEarlierRunSaysThatItsDatabaseIsSilent() {
        try (var herald = wire.server().start()) {
            Eventually.holds(() -> isQuiet(herald, "/"));
        }
        wire.cut();
        try (var herald = wire.server().with("herald.silent-after", "1s").start()) {
            Eventually.holds(() -> !isQuiet(herald, "/"));
            assertTrue(herald.get("/").body().contains("data-silent"));
        }
    }

    private static boolean isQuiet(HeraldServer herald, String path) {
        return herald.get(path).body().contains(" hidden data-silent");
    }

    /** The page that a first start makes. */
    private static Page page(HeraldServer herald) {
        return herald.bean(Pages.class).all().getFirst();
    }

    private static String open(HeraldServer herald, Page page, String name) {
        return herald.bean(Incidents.class)
                .open(
                        page,
                        Word.as(Stage.INVESTIGATING)
                                .named("ko", name)
                                .saying("ko", "확인하고 있습니다.")
                                .update(),
                        Actor.HERALD)
                .incident()
                .code();
    }

    private static boolean canOpen(HeraldServer herald, Page page, String name) {
        try {
            return !open(herald, page, name).isEmpty();
        } catch (RuntimeException away) {
            return false;
        }
    }
}
