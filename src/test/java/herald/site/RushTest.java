package herald.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.staff.Actor;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers who ask without end while staff post; after spec/FAULTS.md. */
class RushTest {

    private static final int READERS = 8;
    private static final int POSTS = 12;
    private static final Pattern VERSION = Pattern.compile("data-version=\"([0-9]+)\"");

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    @Test
    void c03EveryAnswerDuringARushIsAWholePageAndNoneIsOlderThanTheOneBefore() throws Exception {
        var page = HERALD.bean(Pages.class).all().getFirst();
        Eventually.holds(() -> HERALD.get("/").statusCode() == 200);
        var over = new AtomicBoolean();
        Map<String, String> bodies = new ConcurrentHashMap<>();
        try (var threads = Executors.newFixedThreadPool(READERS)) {
            var readers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit((Callable<Integer>) () -> read(bodies, over)));
            }
            try {
                for (int i = 0; i < POSTS; i++) {
                    post(page, i);
                    var words = "장애 " + i + ".";
                    Eventually.holds(() -> HERALD.get("/").body().contains(words));
                }
            } finally {
                over.set(true);
            }
            for (var reader : readers) {
                assertTrue(reader.get() > POSTS, "a reader got hardly anything");
            }
        }
        assertTrue(bodies.size() > POSTS, "the readers saw " + bodies.size() + " pages");
    }

    /** Asks on one connection until it is over; the number of answers. */
    private static int read(Map<String, String> bodies, AtomicBoolean over) throws IOException {
        long version = 0;
        int answers = 0;
        try (var client = new RawClient(HERALD)) {
            while (!over.get()) {
                var answer = client.get("/").response(true);
                var body = answer.text();
                assertEquals(200, answer.status());
                assertTrue(body.stripTrailing().endsWith("</html>"), "half a page");
                var said = VERSION.matcher(body);
                assertTrue(said.find(), "no version");
                long next = Long.parseLong(said.group(1));
                assertTrue(next >= version, "version " + next + " came after " + version);
                version = next;
                var other = bodies.putIfAbsent(answer.header("etag"), body);
                assertTrue(other == null || other.equals(body), "two pages have one ETag");
                answers++;
            }
        }
        return answers;
    }

    private static void post(Page page, int number) {
        HERALD.bean(Incidents.class)
                .open(
                        page,
                        Word.as(Stage.INVESTIGATING)
                                .named("ko", "장애 " + number + ".")
                                .saying("ko", "확인하고 있습니다.")
                                .update(),
                        Actor.HERALD);
    }
}
