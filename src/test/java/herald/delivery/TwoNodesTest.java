package herald.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.Drill;
import herald.testing.HeraldProcess;
import herald.testing.NodeDrill;
import herald.testing.TestDatabase;
import herald.testing.XFault;
import herald.testing.XPost;
import herald.testing.XStub;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes on one MySQL, which the embedded database does not allow. */
@EnabledIfEnvironmentVariable(
        named = "HERALD_TEST_MYSQL_URL",
        matches = ".+",
        disabledReason = "needs a MySQL that two can share")
class TwoNodesTest {

    private static final int INCIDENTS = 20;
    private static final int UPDATES = 50;

    private final TestDatabase database = TestDatabase.fresh();
    private final XStub x = XStub.start();
    private HeraldProcess one;
    private HeraldProcess two;

    @BeforeEach
    void startBoth() {
        x.limits(1_000_000, 1_000_000, 1_000_000);
        one = HeraldProcess.start(database, Drill.QUICK);
        two = HeraldProcess.start(database, Drill.QUICK);
        new NodeDrill(one).mirrorTo(x, x.account());
    }

    @AfterEach
    void stopAll() {
        one.close();
        two.close();
        x.close();
    }

    /** A03 */
    @Test
    void a03_aThousandUpdatesOverTwentyIncidentsAreToldOnceAndInOrder() throws Exception {
        var texts = new ConcurrentHashMap<String, List<String>>();
        try (var writers = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < INCIDENTS; i++) {
                int number = i;
                running.add(writers.submit(() -> tell(number, texts)));
            }
            for (var writer : running) {
                writer.get(5, TimeUnit.MINUTES);
            }
        }
        Drill.until(
                240,
                () -> x.posts().size() >= INCIDENTS * UPDATES,
                () -> "1000 posts, not " + x.posts().size() + one.log() + two.log());
        var drill = new NodeDrill(one);
        texts.keySet()
                .forEach(incident -> Drill.until(
                        () -> new HashSet<>(drill.states(incident)).equals(java.util.Set.of("delivered")),
                        () -> drill.states(incident).toString()));
        assertEquals(INCIDENTS * UPDATES, x.posts().size());
        texts.values().forEach(this::assertIsOneThread);
    }

    /** A05, and the same with a holder that never comes back. */
    @ParameterizedTest
    @ValueSource(strings = {"frozen", "killed"})
    void a05_theOtherNodeTakesOverTheLeaseAndNothingIsToldTwice(String fate) {
        x.plan(XFault.ACCEPT_HANG);
        var incident = new NodeDrill(one).open("확인하고 있습니다.", "first");
        Drill.until(() -> x.posts().size() == 1, () -> "a post in the middle");
        var holder = holder();
        var other = holder == one ? two : one;
        if (fate.equals("frozen")) {
            holder.freeze();
        } else {
            holder.kill();
        }
        var drill = new NodeDrill(other);
        drill.post(incident, "resolved", "복구되었습니다.", "second");
        Drill.until(
                40,
                () -> drill.states(incident).equals(List.of("delivered", "delivered")),
                () -> drill.deliveries(incident).toString());
        if (fate.equals("frozen")) {
            holder.thaw();
            var woken = new NodeDrill(holder);
            woken.post(incident, "investigating", "다시 확인하고 있습니다.", "third");
            Drill.until(
                    30,
                    () -> woken.states(incident).equals(List.of("delivered", "delivered", "delivered")),
                    () -> woken.deliveries(incident).toString());
        }
        var posts = x.posts();
        assertEquals(
                fate.equals("frozen") ? 3 : 2,
                posts.size(),
                () -> NodeDrill.texts(x).toString());
        for (int i = 1; i < posts.size(); i++) {
            assertEquals(Optional.of(posts.get(i - 1).id()), posts.get(i).inReplyTo());
        }
    }

    /** A05 where the call never arrived: the newcomer looks until it is sure, and sends it once. */
    @Test
    void a05_whatTheDeadHolderNeverGotOutIsSentByTheOther() {
        x.plan(XFault.DROP_HANG);
        var incident = new NodeDrill(one).open("확인하고 있습니다.", "first");
        Drill.until(() -> x.requestCount("POST", "/2/tweets") == 1, () -> "a call in the middle");
        var holder = holder();
        holder.kill();
        var drill = new NodeDrill(holder == one ? two : one);
        Drill.until(
                40,
                () -> drill.states(incident).equals(List.of("delivered")),
                () -> drill.deliveries(incident).toString());
        assertEquals(1, x.posts().size());
    }

    private HeraldProcess holder() {
        return database.text("SELECT holder FROM target_lease WHERE holder IS NOT NULL")
                .map(node -> one.log().contains(node) ? one : two)
                .orElseThrow();
    }

    private Void tell(int number, Map<String, List<String>> texts) {
        var drill = new NodeDrill(number % 2 == 0 ? one : two);
        var told = new ArrayList<String>();
        told.add("장애 " + number + " 소식 0.");
        var incident = drill.open(told.getFirst(), "open-" + number);
        for (int i = 1; i < UPDATES; i++) {
            told.add("장애 " + number + " 소식 " + i + ".");
            drill.post(
                    incident, i % 2 == 0 ? "investigating" : "identified", told.getLast(), "post-" + number + "-" + i);
        }
        texts.put(incident, told);
        return null;
    }

    /** The posts that say these words stand there once each, each answering the one before. */
    private void assertIsOneThread(List<String> told) {
        var thread = new ArrayList<XPost>();
        for (var words : told) {
            var saying = x.posts().stream()
                    .filter(post -> post.text().contains(words))
                    .toList();
            assertEquals(1, saying.size(), () -> words + " is said " + saying.size() + " times");
            thread.add(saying.getFirst());
        }
        for (int i = 1; i < thread.size(); i++) {
            assertEquals(Optional.of(thread.get(i - 1).id()), thread.get(i).inReplyTo());
            assertTrue(Long.parseLong(thread.get(i - 1).id())
                    < Long.parseLong(thread.get(i).id()));
        }
    }
}
