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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULTS C14, C15: what the disk may do to snapshots. */
class SnapshotStoreTest {

    private static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");

    @TempDir
    Path data;

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
            Files.writeString(object("two"), damage);
            assertEquals("one", text(restarted().ofPage("page").orElseThrow(), "/"));
            assertEquals("two", text(rewritten(2, "two"), "/"));
        }
        Files.writeString(manifests().getLast(), "garbage");
        assertEquals(1, restarted().ofPage("page").orElseThrow().version());
        Files.write(manifests().getLast(), new byte[0]);
        assertEquals(1, restarted().ofPage("page").orElseThrow().version());
        Files.delete(object("one"));
        assertTrue(restarted().ofPage("page").isEmpty());
    }

    @Test
    void aTornManifestIsNoManifest() throws Exception {
        var bytes = Manifest.of(snapshot(7, "seven")).bytes();
        assertEquals(7, Manifest.parse(bytes).version());
        for (int length = 0; length < bytes.length - 1; length++) {
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
    void threeGenerationsStayAndNothingElse() throws Exception {
        var store = newStore();
        for (int version = 1; version <= 6; version++) {
            store.put(snapshot(version, "text " + version));
        }
        Eventually.holds(() -> sizeOf(manifests()) == 3 && !Files.exists(object("text 3")));
        assertTrue(Files.exists(object("text 4")));
        assertEquals(3 + 2, sizeOf(files("objects")));
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
        return new SnapshotStore(settings, new Failpoint(), event -> {});
    }

    private SnapshotStore restarted() {
        var store = newStore();
        store.load();
        return store;
    }

    private Path object(String text) {
        return data.resolve("snapshots/page/objects/" + Document.hash(text.getBytes(StandardCharsets.UTF_8)));
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

    private static PageSnapshot page(String code, long id, String domain) {
        return new PageSnapshot(code, id, domain, List.of("ko"), 1, NIGHT, Map.of("/", Document.html(code)));
    }
}
