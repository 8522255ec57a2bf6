package herald.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.publish.PageSnapshot;
import herald.publish.SnapshotStore;
import herald.publish.SnapshotSwapped;
import herald.staff.Actor;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Open tabs are told of changes; tests named after spec/FAULTS.md where one of its rows is meant. */
class EventsTest {

    /** @param changed as it stands in the event */
    private record Event(String id, String at, String changed) {}

    private static final int MOST_VIEWERS = 520;

    /** Of some 12 kB each: several times what a kernel keeps for one connection. */
    private static final int MOST_ROUNDS = 1200;

    /** From here on versions are no publisher's. */
    private static final int MADE_UP = 1_000_000;

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase()
            .with("herald.setup.languages", "ko,en")
            .with("herald.site.most-viewers", MOST_VIEWERS);

    private static Page page;

    @BeforeAll
    static void awaitThePage() {
        page = HERALD.bean(Pages.class).all().getFirst();
        Eventually.holds(() -> HERALD.get("/").statusCode() == 200);
    }

    @Test
    void aNewTabLearnsWhatIsCurrentAndThenWhatChanges() throws Exception {
        try (var client = new RawClient(HERALD)) {
            var head = client.get("/events").response(false);
            assertEquals("text/event-stream; charset=utf-8", head.header("content-type"));
            assertEquals("no-store", head.header("cache-control"));
            assertEquals("no", head.header("x-accel-buffering"));
            int retry = Integer.parseInt(client.line().substring("retry: ".length()));
            assertTrue(retry >= 2_000 && retry <= 15_000, "retry " + retry);
            var first = event(client);
            assertEquals(first.id(), first.at());
            assertEquals("null", first.changed());
            var incident = post();
            var told = event(client);
            assertEquals(told.id(), told.at());
            assertTrue(told.changed().contains("\"/\""), told.changed());
            assertTrue(told.changed().contains("\"/en/\""), told.changed());
            assertTrue(told.changed().contains("\"/incidents/" + incident + "\""), told.changed());
            assertFalse(told.changed().contains("not-found"), told.changed());
            assertFalse(told.changed().contains(".json"), told.changed());
            assertEquals(200, HERALD.get("/?at=" + told.at()).statusCode());
        }
    }

    @Test
    void whoComesBackHearsOnlyOfWhatItMissed() throws Exception {
        var last = whatNothingFollows();
        // The page is there a moment before anybody is told.
        try (var other = new RawClient(HERALD)) {
            other.get("/events").response(false);
            other.line();
            event(other);
            post();
            event(other);
        }
        try (var client = new RawClient(HERALD)) {
            client.get("/events", "Last-Event-ID: " + last).response(false);
            client.line();
            var missed = event(client);
            assertFalse(missed.id().equals(last));
            assertEquals("null", missed.changed());
        }
    }

    @Test
    void tabsDoNotComeBackAllAtOnce() throws Exception {
        var pauses = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            try (var client = new RawClient(HERALD)) {
                client.get("/events").response(false);
                pauses.add(client.line());
            }
        }
        assertTrue(pauses.size() > 10, pauses.toString());
    }

    @Test
    void theStreamComesAfterWhatWasAskedBeforeAndNothingComesAfterIt() throws Exception {
        try (var client = new RawClient(HERALD)) {
            client.get("/health/liveness").get("/").get("/events").get("/nowhere");
            assertTrue(client.response().text().contains("UP"));
            assertEquals(200, client.response().status());
            assertEquals(
                    "text/event-stream; charset=utf-8", client.response(false).header("content-type"));
            assertTrue(client.line().startsWith("retry: "));
            event(client);
            post();
            assertFalse(event(client).changed().equals("null"));
        }
        try (var old = new RawClient(HERALD)) {
            assertEquals(
                    200,
                    old.write("GET /events HTTP/1.0\r\n\r\n").response(false).status());
            assertTrue(old.line().startsWith("retry: "));
        }
    }

    /** C05 and C06, small: 500 tabs, every fifth never reads. */
    @Test
    void c06TabsThatNeverReadDoNotKeepTheOthersWaiting() throws Exception {
        var viewers = new ArrayList<RawClient>();
        var deaf = new ArrayList<RawClient>();
        try {
            for (int i = 0; i < 500; i++) {
                var client = new RawClient(HERALD, 2048);
                client.get("/events");
                (i % 5 == 0 ? deaf : viewers).add(client);
            }
            for (var client : viewers) {
                client.response(false);
                client.line();
                event(client);
            }
            var waits = new ArrayList<Long>();
            for (int round = 0; round < 3; round++) {
                long posted = System.nanoTime();
                post();
                for (var client : viewers) {
                    assertFalse(event(client).changed().equals("null"));
                    waits.add(System.nanoTime() - posted);
                }
            }
            waits.sort(Comparator.naturalOrder());
            long p99 = waits.get(waits.size() * 99 / 100) / 1_000_000;
            assertTrue(p99 < 2_000, "p99 " + p99 + " ms");
            assertEquals(200, HERALD.get("/").statusCode());
        } finally {
            for (var client : viewers) {
                client.close();
            }
            for (var client : deaf) {
                client.close();
            }
        }
    }

    /** C06: what waits for a tab is bounded, by the kernel's buffers and a few kilobytes of ours, and so is its stay. */
    @Test
    void c06TabsThatNeverReadAreLetGoWhileTheOthersGoOnBeingTold() throws Exception {
        var tabs = new ArrayList<RawClient>();
        try (var herald = HeraldServer.onFreshDatabase()
                .with("herald.site.most-viewers", 20)
                .start()) {
            Eventually.holds(() -> herald.get("/").statusCode() == 200);
            for (int i = 0; i < 20; i++) {
                tabs.add(new RawClient(herald, i < 5 ? 2048 : 0).get("/events"));
            }
            for (var client : tabs) {
                assertEquals(200, client.response(false).status());
            }
            var deaf = List.copyOf(tabs.subList(0, 5));
            var listening = List.copyOf(tabs.subList(5, 20));
            assertFalse(isLetIn(herald, tabs));
            int rounds = 0;
            for (int free = 0; free < deaf.size(); rounds++) {
                assertTrue(rounds < MOST_ROUNDS, free + " of those who never read were let go");
                hear(swap(herald, rounds, 180), listening);
                while (free < deaf.size() && rounds % 20 == 0 && isLetIn(herald, tabs)) {
                    free++;
                }
            }
            assertFalse(isLetIn(herald, tabs), "one who reads was let go");
            for (var client : deaf) {
                assertTrue(isOver(client));
            }
            hear(swap(herald, rounds, 180), listening);
        } finally {
            for (var client : tabs) {
                client.close();
            }
        }
    }

    /** C07: all come back while the others are still being told of this and then of that. */
    @Test
    void c07TabsThatComeWhileOthersAreBeingToldHearNothingTwice() throws Exception {
        var tabs = new ArrayList<RawClient>();
        var changing = new AtomicBoolean(true);
        try (var herald = HeraldServer.onFreshDatabase().start()) {
            Eventually.holds(() -> herald.get("/").statusCode() == 200);
            for (int i = 0; i < 300; i++) {
                tabs.add(new RawClient(herald).get("/events"));
            }
            var swaps = Thread.ofVirtual().start(() -> {
                for (int round = 0; changing.get(); round++) {
                    swap(herald, round, 1);
                    LockSupport.parkNanos(Duration.ofMillis(round % 2 * 25L).toNanos());
                }
            });
            for (int i = 0; i < 100; i++) {
                var client = new RawClient(herald);
                tabs.add(client.get("/events"));
                client.response(false);
                client.line();
                long last = 0;
                for (int heard = 0; heard < 4; heard++) {
                    var id = event(client).id();
                    long version = Long.parseLong(id.substring(0, id.indexOf('.')));
                    if (version >= MADE_UP) {
                        assertTrue(version > last, version + " after " + last);
                        last = version;
                    }
                }
            }
            changing.set(false);
            swaps.join();
        } finally {
            changing.set(false);
            for (var client : tabs) {
                client.close();
            }
        }
    }

    /** Reads on until each has been told of {@code news}. */
    private static void hear(String news, List<RawClient> listening) throws IOException {
        for (var client : listening) {
            var line = client.line();
            while (!line.equals("id: " + news)) {
                line = client.line();
            }
        }
    }

    /** Whether there is room for one more, who then stays and reads nothing. */
    private static boolean isLetIn(HeraldServer herald, List<RawClient> tabs) throws IOException {
        var client = new RawClient(herald);
        if (client.get("/events").response(false).status() == 200) {
            tabs.add(client);
            return true;
        }
        client.close();
        return false;
    }

    /** A change of so many addresses, as viewers are told of it; its id. */
    private static String swap(HeraldServer herald, int round, int addresses) {
        var now = herald.bean(SnapshotStore.class).all().iterator().next();
        var more = new HashMap<>(now.documents());
        var front = now.documents().get("/");
        IntStream.range(0, addresses).forEach(i -> more.put("/uptime/" + "서비스".repeat(6) + i, front));
        var after = new PageSnapshot(
                now.pageCode(), now.pageId(), now.domain(), now.languages(), MADE_UP + round, now.renderedAt(), more);
        herald.bean(Viewers.class).onSwap(new SnapshotSwapped(now, after));
        return after.id();
    }

    /** Whether the far side has ended the connection, after what it had said before. */
    private static boolean isOver(RawClient client) throws IOException {
        try {
            while (!client.line().equals("never said")) continue;
            return false;
        } catch (EOFException | SocketException ended) {
            return true;
        }
    }

    @Test
    void thoseAboveTheLimitAreToldToAskNowAndThen() throws Exception {
        var all = new ArrayList<RawClient>();
        try {
            Eventually.holds(() -> {
                try {
                    var client = new RawClient(HERALD);
                    all.add(client);
                    var answer = client.get("/events").response(false);
                    return answer.status() == 503 && Integer.parseInt(answer.header("retry-after")) > 0;
                } catch (IOException e) {
                    return all.size() > MOST_VIEWERS;
                }
            });
            assertTrue(all.size() <= MOST_VIEWERS + 1, all.size() + " came in");
        } finally {
            for (var client : all) {
                client.close();
            }
        }
        Eventually.holds(() -> {
            try (var client = new RawClient(HERALD)) {
                return client.get("/events").response(false).status() == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void aNodeThatStopsEndsItsStreams() throws Exception {
        var other = HeraldServer.onFreshDatabase().start();
        try (var client = new RawClient(other)) {
            Eventually.holds(() -> other.get("/").statusCode() == 200);
            client.get("/events").response(false);
            client.line();
            event(client);
            other.close();
            assertTrue(client.isEnded());
        } finally {
            other.close();
        }
    }

    private static String post() {
        return HERALD.bean(Incidents.class)
                .open(
                        page,
                        Word.as(Stage.INVESTIGATING)
                                .named("ko", "장애")
                                .saying("ko", "확인하고 있습니다.")
                                .update(),
                        Actor.HERALD)
                .incident()
                .code();
    }

    /** The last event of a page that rests: what an earlier test posted is published in rounds. Who comes back with it hears nothing. */
    private static String whatNothingFollows() throws IOException {
        var last = "";
        for (int round = 0; round < 20; round++) {
            try (var client = new RawClient(HERALD)) {
                client.get("/events", "Last-Event-ID: " + last).response(false);
                assertTrue(client.line().startsWith("retry: "));
                var line = client.line();
                if (line.equals(":")) {
                    return last;
                }
                last = line.substring("id: ".length());
            }
        }
        throw new AssertionError("whoever comes back hears something every time");
    }

    /** The next event, comments passed over. */
    private static Event event(RawClient client) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = client.line(); !line.isEmpty() || lines.isEmpty(); line = client.line()) {
            if (!line.isEmpty() && !line.startsWith(":")) {
                lines.add(line);
            }
        }
        assertEquals(
                List.of("id", "event", "data"),
                lines.stream().map(l -> l.substring(0, l.indexOf(':'))).toList());
        assertEquals("event: page", lines.get(1));
        var data = java.util.regex.Pattern.compile("data: \\{\"at\":\"([^\"]+)\",\"changed\":(.*),\"spread\":[0-9]+}")
                .matcher(lines.get(2));
        assertTrue(data.matches(), lines.get(2));
        return new Event(lines.getFirst().substring("id: ".length()), data.group(1), data.group(2));
    }
}
