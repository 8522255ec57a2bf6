package herald.publish.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import herald.channel.CallDeadlines;
import herald.publish.Caching;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.jclouds.blobstore.domain.Blob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FAULTS C19: pages as objects of a bucket, written by several nodes over a network that fails. */
class BucketTest {

    private static final CallDeadlines QUICK =
            new CallDeadlines(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(3));

    private Bucket bucket;
    private Worker worker;
    private final List<Worker> others = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        bucket = Bucket.start();
        worker = worker();
    }

    @AfterEach
    void end() throws Exception {
        others.forEach(Worker::close);
        bucket.stop();
    }

    @Test
    void objectsCarryWhatAServerWouldSay() {
        worker.push(Copies.page(1, "one"));
        assertEquals(
                Set.of(
                        "status/404.html",
                        "status/api/v2/summary.json",
                        "status/assets/page.1.css",
                        "status/en/404.html",
                        "status/en/index.html",
                        "status/history.atom",
                        "status/i/old/index.html",
                        "status/i/x/index.html",
                        "status/history/index.html",
                        "status/incidents/old/index.html",
                        "status/incidents/x/index.html",
                        "status/index.html",
                        "status/version.json"),
                bucket.keys());
        var front = bucket.object("status/index.html").getMetadata();
        assertEquals(
                "text/html; charset=utf-8",
                front.getContentMetadata().getContentType().replace(";charset", "; charset"));
        assertEquals("gzip", front.getContentMetadata().getContentEncoding());
        assertEquals(Caching.PAGE.header(), front.getContentMetadata().getCacheControl());
        assertTrue(text("status/index.html").contains("one one"));
        var asset = bucket.object("status/assets/page.1.css").getMetadata().getContentMetadata();
        assertEquals(Caching.ASSET.header(), asset.getCacheControl());
        assertNull(asset.getContentEncoding());
        assertEquals("없음", text("status/404.html"));
        assertTrue(text("status/version.json").contains("\"version\":1,"));
        assertTrue(worker.trouble().isEmpty(), worker.trouble()::toString);
    }

    @Test
    void onlyWhatHasChangedIsWrittenAndWhatIsGoneDeleted() {
        worker.push(Copies.page(1, "one"));
        assertEquals(4, worker.push(Copies.page(2, "two")).size());
        assertEquals(List.of(), worker.push(Copies.page(3, "two")));
        assertTrue(text("status/version.json").contains("\"version\":3,"));
        var restarted = worker();
        assertEquals(
                List.of("history/index.html"),
                restarted.push(Copies.page("page", null, 4, "two", Map.of("/incidents/old", "", "/history", "other"))));
        assertEquals(Set.of("incidents/old/index.html", "i/old/index.html"), Set.copyOf(restarted.deletes));
        assertFalse(bucket.keys().contains("status/incidents/old/index.html"));
    }

    @Test
    void aSlowNodeNeverOverwritesANewer() {
        worker.push(Copies.page(5, "five"));
        var slow = worker();
        assertEquals(List.of(), slow.push(Copies.page(4, "four")));
        assertTrue(text("status/index.html").contains("five five"));
    }

    @Test
    void aNodeWaitsWhileAnotherWrites() {
        var other = worker();
        other.shows(Copies.page(2, "two"));
        var tries = new AtomicInteger();
        worker.before(path -> {
                    if (path.equals("index.html") && tries.incrementAndGet() == 1) {
                        assertEquals(List.of(), other.round());
                    }
                })
                .push(Copies.page(1, "one"));
        assertTrue(text("status/index.html").contains("one one"));
        other.later(Duration.ofSeconds(2));
        assertEquals(4, other.round().size());
        assertTrue(text("status/index.html").contains("two two"));
    }

    @Test
    void aNodeThatStandsStillLosesTheWritingAndWritesNothingMore() {
        worker.push(Copies.page(1, "one"));
        var newer = worker();
        var frozen = worker();
        frozen.before(path -> {
            if (path.equals("en/index.html")) {
                newer.push(Copies.page(3, "three"));
                newer.later(Push.PATIENCE);
                newer.round();
            }
        });
        frozen.push(Copies.page(2, "two"));
        assertFalse(frozen.puts.contains("index.html"));
        assertTrue(text("status/index.html").contains("three three"));
        assertTrue(text("status/version.json").contains("\"version\":3,"));
        // What it was just writing when it froze has come late.
        assertTrue(text("status/en/index.html").contains("two two"));
        newer.later(Push.SECOND_COAT_AFTER);
        newer.round();
        assertTrue(text("status/en/index.html").contains("three three"));
        assertEquals(List.of(), newer.round());
    }

    @Test
    void aDeadNodesHalfPushIsFinishedByAnother() {
        var dying = worker().before(path -> {
            if (path.equals("index.html")) {
                throw new IllegalStateException("the power fails");
            }
        });
        dying.push(Copies.page(1, "one"));
        assertNull(bucket.object("status/version.json"));
        assertEquals(List.of(), worker.push(Copies.page(1, "one")));
        worker.later(Push.PATIENCE);
        assertEquals(12, worker.round().size());
        assertTrue(text("status/version.json").contains("\"version\":1,"));
    }

    @Test
    void twoNodesAtOnceEndWithTheNewest() throws Exception {
        var nodes = List.of(worker(), worker(), worker());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < nodes.size(); i++) {
            int first = i;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int version = 1 + first; version <= 12; version += 1 + first) {
                    nodes.get(first).push(Copies.page(version, "word" + version));
                    nodes.get(first).later(Duration.ofSeconds(2));
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        for (int i = 0; i < 12; i++) {
            nodes.forEach(node -> {
                node.later(Duration.ofSeconds(6));
                node.round();
            });
        }
        assertTrue(text("status/index.html").contains("word12 word12"));
        assertTrue(text("status/en/index.html").contains("word12 word12"));
        assertEquals("incident word12", text("status/incidents/x/index.html"));
        assertTrue(text("status/version.json").contains("\"version\":12,"));
    }

    @Test
    void aWrongKeyOrBucketIsSaidWithoutTheKey() {
        var wrong = worker(new BucketSettings(Bucket.NAME, bucket.endpoint(), null, null, Bucket.KEY, "hunter2", null));
        wrong.push(Copies.page(1, "one"));
        var trouble = wrong.trouble().orElse("");
        assertTrue(trouble.contains("403") && trouble.contains("HERALD_PUBLISH_S3_SECRET_KEY"), trouble);
        assertFalse(trouble.contains("hunter2"), trouble);
        var nowhere =
                worker(new BucketSettings("nowhere", bucket.endpoint(), null, null, Bucket.KEY, Bucket.SECRET, null));
        nowhere.push(Copies.page(1, "one"));
        assertTrue(nowhere.trouble().orElse("").contains("NoSuchBucket"), nowhere.trouble()::toString);
        assertFalse(bucket.settings(null).toString().contains(Bucket.SECRET));
    }

    @Test
    void aDeadFarSideIsLeftAfterItsDeadlineAndHealsByItself() throws Exception {
        try (var tarpit = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var endpoint = "http://127.0.0.1:" + tarpit.getLocalPort();
            var stuck = worker(new BucketSettings(Bucket.NAME, endpoint, null, null, Bucket.KEY, Bucket.SECRET, null));
            long begun = System.nanoTime();
            stuck.push(Copies.page(1, "one"));
            var took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.toSeconds() <= 6, () -> "took " + took);
            assertTrue(stuck.trouble().orElse("").contains("does not answer"), stuck.trouble()::toString);
        }
        worker.push(Copies.page(1, "one"));
        bucket.stop();
        worker.push(Copies.page(2, "two"));
        assertTrue(worker.trouble().isPresent());
    }

    @Test
    void aStoreThatKnowsNoConditionsIsLookedAtJustBefore() throws Exception {
        var kept = new java.util.concurrent.ConcurrentHashMap<String, byte[]>();
        var refusals = new AtomicInteger();
        var simple = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        simple.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                var key = exchange.getRequestURI().getPath();
                if (exchange.getRequestMethod().equals("PUT")) {
                    boolean conditional = headers.containsKey("If-Match") || headers.containsKey("If-None-Match");
                    if (conditional) {
                        refusals.incrementAndGet();
                        exchange.sendResponseHeaders(501, -1);
                        return;
                    }
                    kept.put(key, exchange.getRequestBody().readAllBytes());
                    exchange.getResponseHeaders().set("ETag", tag(kept.get(key)));
                    exchange.sendResponseHeaders(200, -1);
                } else if (kept.containsKey(key)) {
                    exchange.getResponseHeaders().set("ETag", tag(kept.get(key)));
                    exchange.sendResponseHeaders(200, kept.get(key).length);
                    exchange.getResponseBody().write(kept.get(key));
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        simple.start();
        try {
            var endpoint = "http://127.0.0.1:" + simple.getAddress().getPort();
            var settings = new BucketSettings(Bucket.NAME, endpoint, null, null, Bucket.KEY, Bucket.SECRET, null);
            var node = worker(settings);
            node.push(Copies.page(2, "two"));
            assertTrue(node.trouble().isEmpty(), node.trouble()::toString);
            assertTrue(refusals.get() > 0);
            assertEquals(List.of(), worker(settings).push(Copies.page(1, "one")));
            assertEquals(4, worker(settings).push(Copies.page(3, "three")).size());
            assertTrue(new String(kept.get("/pages/version.json"), StandardCharsets.UTF_8).contains("\"version\":3,"));
        } finally {
            simple.stop(0);
        }
    }

    private static String tag(byte[] bytes) {
        return "\"" + java.util.Arrays.hashCode(bytes) + "\"";
    }

    private Worker worker() {
        return worker(bucket.settings("/status/"));
    }

    private Worker worker(BucketSettings settings) {
        var made = new Worker(new BucketShelf(settings, QUICK));
        others.add(made);
        return made;
    }

    /** What a browser would make of it. */
    private String text(String key) {
        return text(bucket.object(key));
    }

    private static String text(Blob blob) {
        try (var stream = blob.getPayload().openStream()) {
            boolean zipped =
                    "gzip".equals(blob.getMetadata().getContentMetadata().getContentEncoding());
            var bytes = zipped ? new GZIPInputStream(stream).readAllBytes() : stream.readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
