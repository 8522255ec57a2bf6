package herald.publish.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULTS C14, C19: pages as files that a web server serves, whatever befalls the disk and the nodes. */
class DirectoryTest {

    @TempDir
    Path temp;

    private Path www;
    private Worker worker;

    @BeforeEach
    void begin() {
        www = temp.resolve("www");
        worker = worker();
    }

    @AfterEach
    void end() {
        worker.close();
    }

    @Test
    void eachAddressBecomesAFileThatADumbHostFinds() {
        worker.push(Copies.page(1, "one"));
        assertEquals(
                Set.of(
                        "index.html",
                        "index.html.gz",
                        "en/index.html",
                        "en/index.html.gz",
                        "incidents/x/index.html",
                        "incidents/old/index.html",
                        "i/x/index.html",
                        "i/x/index.html.gz",
                        "i/old/index.html",
                        "i/old/index.html.gz",
                        "history/index.html",
                        "history.atom",
                        "api/v2/summary.json",
                        "assets/page.1.css",
                        "404.html",
                        "en/404.html",
                        "version.json"),
                files());
        assertTrue(text("index.html").contains("one one"));
        assertEquals(text("index.html"), unzipped("index.html.gz"));
        assertEquals("없음", text("404.html"));
        assertTrue(text("i/x/index.html").contains("url=/incidents/x\""));
        assertEquals(
                "{\"page\":\"page\",\"version\":1,\"rendered_at\":\"2021-05-05T13:08:01Z\"}\n", text("version.json"));
        assertTrue(worker.trouble().isEmpty());
    }

    @Test
    void nothingLeadsToWhatIsNotThereYet() {
        var puts = worker.before(path -> {
                    if (path.equals("index.html")) {
                        for (var file : List.of("assets/page.1.css", "incidents/x/index.html", "404.html")) {
                            assertTrue(Files.exists(www.resolve(file)), file);
                        }
                        assertFalse(Files.exists(www.resolve("incidents/old/index.html")));
                    }
                    assertFalse(Files.exists(www.resolve("version.json")));
                })
                .push(Copies.page(1, "one"));
        assertEquals("assets/page.1.css", puts.getFirst());
        assertEquals(Set.of("incidents/old/index.html", "i/old/index.html"), Set.copyOf(puts.subList(10, 12)));
        assertEquals("index.html", puts.get(9));
        assertTrue(puts.indexOf("en/index.html") > puts.indexOf("incidents/x/index.html"));
    }

    @Test
    void onlyWhatHasChangedIsWritten() {
        worker.push(Copies.page(1, "one"));
        assertEquals(
                Set.of("index.html", "en/index.html", "incidents/x/index.html", "api/v2/summary.json"),
                Set.copyOf(worker.push(Copies.page(2, "two"))));
        assertEquals(List.of(), worker.round());
        assertEquals(List.of(), worker.push(Copies.page(3, "two")));
        assertTrue(text("version.json").contains("\"version\":3"));
    }

    @Test
    void aRestartWritesOnlyWhatHasChangedMeanwhile() {
        worker.push(Copies.page(1, "one"));
        try (var restarted = worker()) {
            assertEquals(List.of(), restarted.push(Copies.page(1, "one")));
            assertEquals(4, restarted.push(Copies.page(2, "two")).size());
        }
    }

    @Test
    void whatACrashLeftHalfDoneIsWrittenAgain() {
        worker.push(Copies.page(1, "one"));
        try (var dying = worker().before(path -> {
            if (path.equals("index.html")) {
                throw new IllegalStateException("the power fails");
            }
        })) {
            dying.push(Copies.page(2, "two"));
            assertTrue(text("index.html").contains("one one"));
            assertTrue(text("version.json").contains("\"version\":1,"));
            assertTrue(dying.trouble().orElse("").contains("the power fails"));
        }
        try (var restarted = worker()) {
            // Back to the first words: the list, which was written before the crash, would say that nothing has
            // changed.
            assertEquals(4, restarted.push(Copies.page(3, "one")).size());
            assertEquals("incident one", text("incidents/x/index.html"));
        }
    }

    @Test
    void whatIsGoneIsDeletedAndAssetsTenMinutesLater() {
        worker.push(Copies.page(1, "one"));
        var without = Map.of("/incidents/old", "", "/assets/page.1.css", "", "/assets/page.2.css", "p{}");
        worker.push(Copies.page("page", null, 2, "one", without));
        assertEquals(Set.of("incidents/old/index.html", "i/old/index.html"), Set.copyOf(worker.deletes));
        assertFalse(Files.exists(www.resolve("incidents/old")));
        assertTrue(Files.exists(www.resolve("assets/page.1.css")));
        worker.later(Duration.ofMinutes(9));
        worker.push(Copies.page("page", null, 3, "two", without));
        assertTrue(Files.exists(www.resolve("assets/page.1.css")));
        worker.later(Duration.ofMinutes(2));
        worker.push(Copies.page("page", null, 4, "three", without));
        assertFalse(Files.exists(www.resolve("assets/page.1.css")));
        assertTrue(Files.exists(www.resolve("assets/page.2.css")));
    }

    @Test
    void aCompressedFormNeverOutlivesItsFile() {
        worker.push(Copies.page("page", null, 1, "one", Map.of("/history", "long ".repeat(300))));
        assertTrue(files().contains("history/index.html.gz"));
        worker.push(Copies.page("page", null, 2, "one", Map.of("/history", "short")));
        assertFalse(files().contains("history/index.html.gz"));
        worker.push(Copies.page("page", null, 3, "one", Map.of("/history", "")));
        assertFalse(files().contains("history/index.html"));
    }

    @Test
    void theFilesOfOthersAreLeftAlone() throws Exception {
        Files.createDirectories(www);
        Files.writeString(www.resolve("robots.txt"), "theirs");
        Files.writeString(www.resolve("index.html"), "theirs");
        worker.push(Copies.page(1, "one"));
        assertEquals(Set.of("robots.txt", "index.html"), files());
        assertEquals("theirs", text("index.html"));
        assertTrue(worker.trouble().orElse("").contains("index.html that Herald has not written"));
        Files.delete(www.resolve("index.html"));
        worker.later(Duration.ofSeconds(3));
        worker.round();
        assertTrue(worker.trouble().isEmpty());
        worker.push(Copies.page("page", null, 2, "two", Map.of("/robots.txt", "ours")));
        assertEquals("theirs", text("robots.txt"));
        assertTrue(worker.trouble().orElse("").contains("robots.txt"));
    }

    @Test
    void anOlderNodeNeverOverwritesANewer() {
        worker.push(Copies.page(5, "five"));
        try (var slow = worker()) {
            assertEquals(List.of(), slow.push(Copies.page(4, "four")));
            assertTrue(slow.trouble().isEmpty());
            slow.later(Duration.ofSeconds(61));
            slow.round();
            assertTrue(slow.trouble().orElse("").contains("a newer version of page page"));
            assertEquals(4, slow.push(Copies.page(6, "six")).size());
            assertTrue(slow.trouble().isEmpty());
        }
        assertTrue(text("index.html").contains("six six"));
    }

    @Test
    void whatAnotherNodeHalfWroteIsNotOverwrittenByOlderEither() {
        worker.push(Copies.page(1, "one"));
        try (var dying = worker().before(path -> {
                    if (path.equals("index.html")) {
                        throw new IllegalStateException("the power fails");
                    }
                });
                var slow = worker()) {
            dying.push(Copies.page(9, "nine"));
            assertEquals(List.of(), slow.push(Copies.page(8, "eight")));
            assertEquals("incident nine", text("incidents/x/index.html"));
        }
    }

    @Test
    void onlyOneWritesAtATime() {
        try (var other = worker()) {
            other.shows(Copies.page(2, "two"));
            worker.before(path -> assertEquals(List.of(), other.round())).push(Copies.page(1, "one"));
            assertTrue(text("index.html").contains("one one"));
            other.later(Duration.ofSeconds(2));
            assertEquals(4, other.round().size());
        }
    }

    /** C14. */
    @Test
    void aFileInTheWayLeavesTheOldPageWholeAndSaysSoUntilItIsGone() throws Exception {
        worker.push(Copies.page(1, "one"));
        Files.writeString(www.resolve("subscribe"), "in the way");
        worker.push(Copies.page("page", null, 2, "two", Map.of("/subscribe", "fresh")));
        assertTrue(text("index.html").contains("one one"));
        assertTrue(text("version.json").contains("\"version\":1,"));
        var trouble = worker.trouble().orElse("");
        assertTrue(trouble.contains("the directory " + www) && trouble.contains("subscribe"), trouble);
        Files.delete(www.resolve("subscribe"));
        assertEquals(List.of(), worker.round());
        worker.later(Duration.ofSeconds(3));
        worker.round();
        assertTrue(worker.trouble().isEmpty());
        assertTrue(text("index.html").contains("two two"));
    }

    @Test
    void aSettingThatLeadsToAFileIsSaidAtTheStart() throws Exception {
        Files.writeString(www, "a file");
        var failure = assertThrows(PushException.class, () -> new DirectoryShelf(www).check());
        assertTrue(failure.getMessage().contains("a file where a directory is needed"), failure.getMessage());
    }

    @Test
    void severalPagesLieSideBySideAndMove() {
        var first = Copies.page("first", null, 1, "one", Map.of());
        var second = Copies.page("second", "b.example.com", 1, "two", Map.of());
        worker.push(first, second);
        assertTrue(text("index.html").contains("one one"));
        assertTrue(text("b.example.com/index.html").contains("two two"));
        assertTrue(text("b.example.com/version.json").contains("second"));
        worker.push(first, Copies.page("second", "c.example.com", 2, "two", Map.of()));
        assertTrue(text("c.example.com/index.html").contains("two two"));
        assertEquals(
                Set.of(), files().stream().filter(file -> file.startsWith("b.")).collect(Collectors.toSet()));
        worker.push(
                Copies.page("second", null, 3, "two", Map.of()),
                Copies.page("first", "a.example.com", 2, "one", Map.of()));
        assertTrue(text("index.html").contains("two two"));
        assertTrue(text("a.example.com/index.html").contains("one one"));
    }

    @Test
    void anotherInstallationsPageIsNotOverwritten() {
        worker.push(Copies.page("theirs", null, 1, "theirs", Map.of()));
        try (var stranger = worker()) {
            assertEquals(List.of(), stranger.push(Copies.page(7, "ours")));
            assertTrue(stranger.trouble().orElse("").contains("Another page, theirs"));
        }
    }

    @Test
    void twoVersionsWithinASecondHaveTwoTimes() {
        worker.push(Copies.page(1, "one"));
        var shelf = new DirectoryShelf(www);
        var before = shelf.writtenAt("index.html");
        worker.push(Copies.page(2, "two"));
        assertTrue(shelf.writtenAt("index.html").getEpochSecond() > before.getEpochSecond());
    }

    private Worker worker() {
        return new Worker(new DirectoryShelf(www));
    }

    /** Without Herald's books. */
    private Set<String> files() {
        try (var all = Files.walk(www)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> www.relativize(file).toString())
                    .filter(file -> !file.contains(".herald"))
                    .collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String text(String file) {
        try {
            return Files.readString(www.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String unzipped(String file) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(www.resolve(file))))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
