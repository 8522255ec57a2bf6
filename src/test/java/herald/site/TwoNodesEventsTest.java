package herald.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.Drill;
import herald.testing.HeraldProcess;
import herald.testing.NodeDrill;
import herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** FAULTS C07: two processes on one MySQL, and the tabs of the one that dies. */
@EnabledIfEnvironmentVariable(
        named = "HERALD_TEST_MYSQL_URL",
        matches = ".+",
        disabledReason = "needs a MySQL that two can share")
class TwoNodesEventsTest {

    private static final int TABS = 300;
    private static final int SLOWEST_PAGE_MS = 5000;

    @Test
    void c07TabsOfADeadNodeGoToTheOtherAndMissNothingAndHearNothingTwice(@TempDir Path folder) {
        var database = TestDatabase.fresh();
        try (var one = HeraldProcess.start(database, Map.of("herald.data-dir", folder.resolve("one")));
                var two = HeraldProcess.start(database, Map.of("herald.data-dir", folder.resolve("two")))) {
            var drill = new NodeDrill(one);
            var incident = drill.open("확인하고 있습니다.", "first");
            Drill.until(() -> shows(one, "확인하고 있습니다.") && shows(two, "확인하고 있습니다."), () -> "the first post");
            var tabs = IntStream.range(0, TABS)
                    .mapToObj(_ -> Tab.open(one.uri("/").getPort(), two.uri("/").getPort()))
                    .toList();
            try {
                Drill.until(() -> heard(tabs, 1) == TABS, () -> heard(tabs, 1) + " tabs were welcomed");
                drill.post(incident, "identified", "원인을 찾았습니다.", "second");
                Drill.until(() -> shows(one, "원인을 찾았습니다.") && shows(two, "원인을 찾았습니다."), () -> "the second post");
                long seen = version(two);
                Drill.until(
                        () -> knowing(tabs, seen) == TABS, () -> knowing(tabs, seen) + " tabs know of the second post");
                one.kill();
                var other = new NodeDrill(two);
                var served = new AtomicBoolean(true);
                var slowest = CompletableFuture.supplyAsync(() -> slowestPage(two, served));
                other.post(incident, "monitoring", "지켜보고 있습니다.", "third");
                Drill.until(() -> shows(two, "지켜보고 있습니다."), () -> "the third post");
                long missed = version(two);
                Drill.until(
                        30,
                        () -> knowing(tabs, missed) == TABS,
                        () -> knowing(tabs, missed) + " know of the third post");
                other.post(incident, "resolved", "복구되었습니다.", "fourth");
                Drill.until(() -> shows(two, "복구되었습니다."), () -> "the fourth post");
                long last = version(two);
                Drill.until(
                        () -> knowing(tabs, last) == TABS, () -> knowing(tabs, last) + " tabs know of the last post");
                served.set(false);
                assertTrue(slowest.join() < SLOWEST_PAGE_MS, "a page took " + slowest.join() + " ms");
                tabs.forEach(tab -> assertToldOnce(tab, List.of(seen, missed, last)));
                assertTrue(pauses(tabs) > TABS / 2, pauses(tabs) + " different pauses");
            } finally {
                tabs.forEach(Tab::close);
            }
        }
    }

    /**
     * Each news that the front page has is told once and nothing has a second time the same name. That a tab knows the newest page
     * already the other node cannot tell, because it has made it at another moment: it may say so once, as its welcome.
     */
    private static void assertToldOnce(Tab tab, List<Long> versions) {
        var heard = tab.heard();
        assertEquals(
                heard.size(),
                new HashSet<>(heard.stream().map(Tab.Event::id).toList()).size(),
                () -> "a repeat in " + heard);
        assertEquals(2, tab.connections(), () -> "connections, with " + heard);
        var welcome = tab.welcomeAgain();
        for (long version : versions) {
            long times = heard.stream()
                    .filter(event -> event.version() == version && event.isOfFront())
                    .count();
            boolean again = version == versions.getFirst() && welcome.version() == version;
            assertEquals(again ? 2 : 1, times, () -> version + " in " + heard);
        }
    }

    private static int heard(List<Tab> tabs, int events) {
        return (int) tabs.stream().filter(tab -> tab.heard().size() >= events).count();
    }

    private static int knowing(List<Tab> tabs, long version) {
        return (int) tabs.stream()
                .filter(tab -> tab.heard().stream().anyMatch(event -> event.version() >= version))
                .count();
    }

    private static int pauses(List<Tab> tabs) {
        return new HashSet<>(tabs.stream().map(Tab::pause).toList()).size();
    }

    private static boolean shows(HeraldProcess herald, String words) {
        return herald.get("/").body().contains(words);
    }

    private static long version(HeraldProcess herald) {
        var body = herald.get("/").body();
        int at = body.indexOf("data-version=\"") + "data-version=\"".length();
        return Long.parseLong(body.substring(at, body.indexOf('"', at)));
    }

    /** Reads at 50 a second while {@code served}; each is a whole page. */
    private static long slowestPage(HeraldProcess herald, AtomicBoolean served) {
        long slowest = 0;
        while (served.get()) {
            long asked = System.nanoTime();
            var answer = herald.get("/");
            slowest = Math.max(slowest, System.nanoTime() - asked);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().stripTrailing().endsWith("</html>"));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return Duration.ofNanos(slowest).toMillis();
    }
}
