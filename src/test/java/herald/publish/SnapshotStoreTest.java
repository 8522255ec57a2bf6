package herald.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.database.Failpoint;
import herald.testing.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULTS C14, C15: what the disk may do to snapshots. */
class SnapshotStoreTest {

    private static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");

    @TempDir
    Path data;

    private final List<SnapshotStore> stores = new ArrayList<>();

    private static final List<Document> LARGE = IntStream.range(0, 1_200)
            .mapToObj(i -> Document.html("document " + i))
            .toList();

    /** What they tidy behind a test would be in the way of its folder's end. */
    @AfterEach
    void close() throws InterruptedException {
        for (var store : stores) {
            store.close();
        }
    }

    @Test
    void aRestartShowsWhatWasShown() {
        var store = newStore();
        store.put(snapshot(1, "one"));
        store.put(snapshot(2, "two"));
        var again = restarted();
        var page = again.forHost("status.example.com").orElseThrow();
        assertEquals(2, page.version());
        assertEquals(NIGHT, page.renderedAt());
        assertEquals(List.of("ko", "en"), page.languages());
        assertEquals("two", text(page, "/"));
        assertEquals("same", text(page, "/same & \"other\""));
        assertEquals(Document.HTML, page.document("/").orElseThrow().contentType());
        assertEquals(
                snapshot(2, "two").document("/").orElseThrow().etag(),
                page.document("/").orElseThrow().etag());
        assertArrayEquals(
                "lost".getBytes(StandardCharsets.UTF_8), page.notFound("/en/x").bytes());
    }

    @Test
    void c15ADamagedSnapshotIsRefusedAndTheOneBeforeItServed() throws Exception {
        for (var damage : List.of("garbage", "")) {
            var store = newStore();
            store.put(snapshot(1, "one"));
            store.put(snapshot(2, "two"));
            store.close();
            Files.writeString(object("two"), damage);
            assertEquals("two", text(restarted().ofPage("page").orElseThrow(), "/"), "it came along");
            Files.write(manifests().getLast(), Manifest.of(snapshot(2, "two")).bytes());
            assertEquals("one", text(restarted().ofPage("page").orElseThrow(), "/"));
            assertEquals("two", text(rewritten(2, "two"), "/"));
        }
        Files.writeString(manifests().getLast(), "garbage");
        assertEquals(1, restarted().ofPage("page").orElseThrow().version());
        Files.write(manifests().getLast(), new byte[0]);
        assertEquals(1, restarted().ofPage("page").orElseThrow().version());
        Files.write(manifests().getFirst(), Manifest.of(snapshot(1, "one")).bytes());
        Files.delete(object("one"));
        assertTrue(restarted().ofPage("page").isEmpty());
    }

    @Test
    void aTornManifestIsNoManifest() throws Exception {
        var along = "seven\n\n".getBytes(StandardCharsets.UTF_8);
        var bytes = Manifest.of(snapshot(7, "seven"))
                .carrying(Map.of(Document.hash(along), along))
                .bytes();
        assertArrayEquals(along, Manifest.parse(bytes).carried().get(Document.hash(along)));
        for (int length = 0; length < bytes.length; length++) {
            var torn = java.util.Arrays.copyOf(bytes, length);
            try {
                Manifest.parse(torn);
            } catch (RuntimeException refused) {
                continue;
            }
            throw new AssertionError("taken at " + length + " of " + bytes.length);
        }
    }

    @Test
    void whatCameAlongIsServedBeforeItHasFilesOfItsOwnAndAgainOnceTheyAreDamaged() throws Exception {
        var store = newStore();
        store.put(snapshot(1, "one"));
        store.close();
        Files.delete(object("one"));
        Files.writeString(object("same"), "garbage");
        var again = restarted();
        assertEquals("one", text(again.ofPage("page").orElseThrow(), "/"));
        again.put(snapshot(2, "two"));
        Eventually.holds(() -> isWhole(object("two")) && isWhole(object("same")));
    }

    @Test
    void whatCouldNotGetAFileOfItsOwnGetsOneLater() throws Exception {
        var store = newStore();
        var inTheWay = Files.createDirectories(object("document 5").resolve("in the way"));
        store.put(large(1, 0));
        store.put(large(2, 1));
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        store.put(large(3, 2));
        store.close();
        assertTrue(isWhole(object("document 5")));
    }

    @Test
    void aWholePageIsTooLargeToComeAlong() throws Exception {
        var large = new byte[2 << 20];
        new java.util.Random(7).nextBytes(large);
        newStore()
                .put(new PageSnapshot(
                        "page",
                        1,
                        null,
                        List.of("ko"),
                        1,
                        NIGHT,
                        Map.of("/", Document.of("application/octet-stream", Caching.DATA, large))));
        assertTrue(Files.size(manifests().getFirst()) < 1_000);
        assertArrayEquals(
                large,
                restarted()
                        .ofPage("page")
                        .orElseThrow()
                        .document("/")
                        .orElseThrow()
                        .bytes());
    }

    @Test
    void threeGenerationsStayAndNothingElse() throws Exception {
        var store = newStore();
        for (int version = 1; version <= 6; version++) {
            store.put(snapshot(version, "text " + version));
        }
        store.close();
        assertEquals(3, sizeOf(manifests()));
        assertFalse(Files.exists(object("text 3")));
        assertTrue(Files.exists(object("text 4")));
        assertEquals(3 + 2, sizeOf(files("objects")));
    }

    @Test
    void ofThousandsOfDocumentsOnlyThoseThatDifferAreNamed() throws Exception {
        var store = newStore();
        store.put(large(1, 0));
        store.put(large(2, 1));
        var gone = new HashMap<>(large(3, 2).documents());
        gone.remove("/7");
        store.put(large(3, 2).with(gone, NIGHT));
        Eventually.holds(() -> sizeOf(manifests()) == 3);
        assertTrue(Files.size(manifests().getFirst()) > 100_000);
        assertTrue(Files.size(manifests().getLast()) < 2_000);
        var page = restarted().ofPage("page").orElseThrow();
        assertEquals(3, page.version());
        assertEquals(1_199, page.documents().size());
        assertEquals("changed 3", text(page, "/1"));
        assertEquals("document 3", text(page, "/3"));
        assertTrue(page.document("/7").isEmpty());
    }

    @Test
    void whatHasChangedInManyIsSoonToldInFullAndTheWholeOneBeforeItStays() throws Exception {
        var store = newStore();
        store.put(large(1, 0));
        var documents = new HashMap<>(large(2, 600).documents());
        for (int version = 2; version <= 6; version++) {
            documents.put("/0", Document.html("changed " + version));
            store.put(new PageSnapshot("page", 1, null, List.of("ko"), version, NIGHT, Map.copyOf(documents)));
        }
        var names = List.of(1L, 2L, 4L, 5L, 6L);
        Eventually.holds(() ->
                manifests().stream().map(SnapshotStoreTest::versionOf).toList().equals(names));
        var newest = restarted().ofPage("page").orElseThrow();
        assertEquals("changed 6", text(newest, "/0"));
        assertEquals("changed 2", text(newest, "/599"));
        Files.writeString(manifests().get(1), "garbage");
        var page = restarted().ofPage("page").orElseThrow();
        assertEquals(1, page.version());
        assertEquals("document 599", text(page, "/599"));
    }

    @Test
    void aRestartedNodeTellsInFullOnce() {
        var store = newStore();
        store.put(large(1, 0));
        store.put(large(2, 1));
        var again = restarted();
        again.put(large(3, 2));
        again.put(large(4, 3));
        var page = restarted().ofPage("page").orElseThrow();
        assertEquals(4, page.version());
        assertEquals("changed 4", text(page, "/2"));
        assertEquals("document 3", text(page, "/3"));
    }

    @Test
    void c14ADiskThatTakesNothingDoesNotKeepTheNewestPageFromReaders() throws Exception {
        var store = newStore();
        store.put(snapshot(1, "one"));
        var manifests = data.resolve("snapshots/page/manifests");
        Files.move(manifests, data.resolve("aside"));
        Files.writeString(manifests, "a file in the way");
        assertTrue(store.put(snapshot(2, "two")));
        assertEquals("two", text(store.ofPage("page").orElseThrow(), "/"));
        assertTrue(store.trouble().orElse("").contains("cannot be written"));
        Files.delete(manifests);
        store.heal();
        assertTrue(store.trouble().isEmpty());
        assertEquals("two", text(restarted().ofPage("page").orElseThrow(), "/"));
    }

    @Test
    void theFirstPageWithoutADomainOwnsEveryOtherName() {
        var store = newStore();
        store.put(page("named", 1, "status.example.com"));
        assertEquals("named", store.forHost("localhost").orElseThrow().pageCode());
        store.put(page("third", 3, null));
        store.put(page("second", 2, null));
        assertEquals("second", store.forHost("localhost:8080").orElseThrow().pageCode());
        assertEquals("second", store.forHost(null).orElseThrow().pageCode());
        assertEquals("second", store.forHost("[::1]:8080").orElseThrow().pageCode());
        assertEquals("named", store.forHost("Status.Example.Com").orElseThrow().pageCode());
    }

    private PageSnapshot rewritten(long version, String text) {
        var store = restarted();
        assertFalse(store.put(snapshot(1, "one")));
        assertTrue(store.put(snapshot(version, text)));
        return restarted().ofPage("page").orElseThrow();
    }

    private SnapshotStore newStore() {
        var settings = new PublishSettings(data, Duration.ofMinutes(15), Duration.ofSeconds(60));
        var store = new SnapshotStore(settings, new Failpoint(), event -> {});
        stores.add(store);
        return store;
    }

    private SnapshotStore restarted() {
        var store = newStore();
        store.load();
        return store;
    }

    private Path object(String text) {
        return data.resolve("snapshots/page/objects/" + Document.hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isWhole(Path object) {
        try {
            return Document.hash(Files.readAllBytes(object))
                    .equals(object.getFileName().toString());
        } catch (IOException missing) {
            return false;
        }
    }

    private List<Path> manifests() {
        return files("manifests");
    }

    private List<Path> files(String folder) {
        try (var files = Files.list(data.resolve("snapshots/page/" + folder))) {
            return new ArrayList<>(files.sorted(Comparator.naturalOrder()).toList());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static int sizeOf(List<Path> files) {
        return files.size();
    }

    private static String text(PageSnapshot page, String path) {
        return new String(page.document(path).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    private static PageSnapshot snapshot(long version, String text) {
        return new PageSnapshot(
                "page",
                1,
                null,
                List.of("ko", "en"),
                version,
                NIGHT,
                Map.of(
                        "/",
                        Document.html(text),
                        "/same & \"other\"",
                        Document.html("same"),
                        PageSnapshot.notFoundKey("ko"),
                        Document.html("lost"),
                        PageSnapshot.notFoundKey("en"),
                        Document.html("lost")));
    }

    /** Of 1,200 documents, the first {@code changed} of which are as they were in no version before. */
    private static PageSnapshot large(long version, int changed) {
        var documents = new HashMap<String, Document>();
        for (int i = 0; i < 1_200; i++) {
            documents.put("/" + i, i < changed ? Document.html("changed " + version) : LARGE.get(i));
        }
        return new PageSnapshot("page", 1, null, List.of("ko"), version, NIGHT, documents);
    }

    private static long versionOf(Path manifest) {
        return Long.parseLong(manifest.getFileName().toString().split("-")[0]);
    }

    private static PageSnapshot page(String code, long id, String domain) {
        return new PageSnapshot(code, id, domain, List.of("ko"), 1, NIGHT, Map.of("/", Document.html(code)));
    }
}
