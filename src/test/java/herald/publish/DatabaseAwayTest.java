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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FAULTS B01, B02, B06: the database is lost while Herald runs, is not there when it starts, and takes its time. */
class DatabaseAwayTest {

    private static final Pattern ASSET = Pattern.compile("/assets/[^\"]+");

    /** Less than one statement of two seconds, and much more than a page takes on a busy machine. */
    private static final long NO_WAIT_MS = 1000;

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

    /** What is shown touches no database: 50 readers a second do not notice what a post of staff waits for. */
    @ParameterizedTest
    @ValueSource(longs = {200, 2000})
    void b06NoReaderWaitsForADatabaseThatAnswersLate(long milliseconds) {
        var delay = Duration.ofMillis(milliseconds);
        try (var herald = wire.server().start()) {
            var page = page(herald);
            var code = open(herald, page, "로그인 장애");
            Eventually.holds(() -> herald.get("/incidents/" + code).statusCode() == 200);
            var asset = ASSET.matcher(herald.get("/").body());
            assertTrue(asset.find());
            var ends = Map.of(
                    "/",
                    "</html>",
                    "/incidents/" + code,
                    "</html>",
                    "/history.atom",
                    "</feed>",
                    "/api/v2/summary.json",
                    "}",
                    asset.group(),
                    "");
            wire.delay(delay);
            long asked = System.nanoTime();
            herald.bean(Pages.class).all();
            assertTrue(System.nanoTime() - asked >= delay.toNanos(), "the database was not slow");
            var posting = CompletableFuture.supplyAsync(() -> canOpen(herald, page, "두 번째 장애"));
            var quickest = new HashMap<String, Duration>();
            for (int i = 0; i < 10; i++) {
                ends.forEach((path, end) -> {
                    quickest.merge(path, read(herald, path, end), (a, b) -> a.compareTo(b) < 0 ? a : b);
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                });
            }
            quickest.forEach((path, took) -> assertTrue(took.compareTo(delay) < 0, path + " takes " + took));
            wire.delay(Duration.ZERO);
            assertTrue(posting.join() || canOpen(herald, page, "두 번째 장애"));
            Eventually.holds(() -> herald.get("/").body().contains("두 번째 장애"));
        }
    }

    /** How long it took. */
    private static Duration read(HeraldServer herald, String path, String end) {
        long asked = System.nanoTime();
        var answer = herald.get(path);
        var took = Duration.ofNanos(System.nanoTime() - asked);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().stripTrailing().endsWith(end), path);
        assertTrue(took.toMillis() < NO_WAIT_MS, path + " took " + took);
        return took;
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
