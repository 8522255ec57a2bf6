package herald.designer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.Eventually;
import herald.theme.upload.ThemeZip;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code herald theme …} as a designer types it. */
class ThemeCommandsTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aNewThemeIsWellAndCanBePackedAtOnce() throws IOException {
        assertEquals(0, herald("new", "ocean", "--dir", ocean()), said());
        assertTrue(out.toString().contains("herald theme preview"), said());
        assertEquals(0, herald("check", ocean()), said());
        assertTrue(out.toString().contains("is well"), said());
        var zip = folder.resolve("out.zip");
        assertEquals(0, herald("pack", ocean(), "--out", zip.toString()), said());
        var files = ThemeZip.read(Files.readAllBytes(zip));
        assertEquals(List.of("assets/logo.svg", "theme.properties"), List.copyOf(files.keySet()));
        var once = Files.readAllBytes(zip);
        assertEquals(0, herald("pack", ocean(), "--out", zip.toString()), said());
        assertArrayEquals(once, Files.readAllBytes(zip), "the same files make the same zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void anyShippedThemeCanBeTheParent(String parent) {
        assertEquals(0, herald("new", "ocean", "--dir", ocean(), "--parent", parent), said());
        assertEquals(0, herald("check", ocean(), "--language", "en"), said());
    }

    @Test
    void aThemeMayInheritFromItsNeighbour() throws IOException {
        herald("new", "sea", "--dir", folder.resolve("sea").toString());
        Files.writeString(folder.resolve("sea/index.ftlh"), "the sea's own words");
        assertEquals(0, herald("new", "ocean", "--dir", ocean(), "--parent", "sea"), said());
        var pages = folder.resolve("pages");
        assertEquals(0, herald("preview", ocean(), "--out", pages.toString(), "-l", "ko"), said());
        assertEquals(
                "the sea's own words",
                Files.readString(pages.resolve("ko/operational.html")).strip());
    }

    @Test
    void checkSaysEverythingWithItsPlace() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        write("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script/></svg>");
        write("page.js", "alert(1)");
        assertEquals(1, herald("check", ocean()));
        assertTrue(err.toString().contains("assets/logo.svg:2: it holds <script>"), said());
        assertTrue(err.toString().contains("page.js: "), said());
        assertTrue(err.toString().contains("2 things to mend."), said());
    }

    @Test
    void checkDrawsEveryState() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        write("history.ftlh", "\n\n${view.nothing}");
        assertEquals(1, herald("check", ocean()));
        assertTrue(err.toString().contains("history.ftlh:3: "), said());
        assertTrue(err.toString().contains("1 thing to mend."), said());
    }

    @Test
    void checkReadsTheWords() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        write("messages_ko.properties", "greeting=안녕하세요");
        write("messages_fr.properties", "status.operational=Tout va bien");
        assertEquals(1, herald("check", ocean()));
        assertTrue(err.toString().contains("messages_ko.properties: greeting: "), said());
        write("messages_ko.properties", "status.operational=좋아요");
        assertEquals(0, herald("check", ocean()), said());
        assertTrue(out.toString().contains("Note: messages_fr.properties: "), said());
    }

    @Test
    void checkDrawsMessagesToo() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        write("messages/post.ftl", "\n${post.nothing}");
        assertEquals(1, herald("check", ocean()));
        assertTrue(err.toString().contains("messages/post.ftl:2: "), said());
    }

    @Test
    void checkRefusesWhatCannotBeRead() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        write("theme.properties", "name=Ocean\nlight.surface=#fff\nlight.muted=#ccc");
        assertEquals(1, herald("check", ocean()));
        assertTrue(err.toString().contains("1.60:1"), said());
        assertTrue(err.toString().contains("nearest readable colour"), said());
    }

    @Test
    void scriptsAreForThemesOnDisk() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        write("assets/more.js", "let x = 1;");
        assertEquals(1, herald("check", ocean(), "-l", "en"));
        assertEquals(0, herald("check", "--on-disk", ocean(), "-l", "en"), said());
    }

    @Test
    void packLeavesOutWhatIsNoPartOfATheme() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        write("README.md", "hello");
        write(".git/config", "secret");
        var zip = folder.resolve("out.zip");
        assertEquals(0, herald("pack", ocean(), "-o", zip.toString(), "-l", "en"), said());
        assertTrue(err.toString().contains("Left out: README.md"), said());
        assertEquals(2, ThemeZip.read(Files.readAllBytes(zip)).size());
    }

    @Test
    void packWritesNothingForAThemeThatFails() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        write("index.ftlh", "<#if>");
        var zip = folder.resolve("out.zip");
        assertEquals(1, herald("pack", ocean(), "-o", zip.toString()));
        assertFalse(Files.exists(zip));
    }

    @Test
    void aFolderThatIsThereIsLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("ocean"));
        write("mine.txt", "mine");
        assertEquals(1, herald("new", "ocean", "--dir", ocean()));
        assertTrue(err.toString().contains("is there already"), said());
        assertFalse(Files.exists(folder.resolve("ocean/theme.properties")));
    }

    @Test
    void whatIsNotUnderstoodIsExplained() {
        assertEquals(2, herald());
        assertTrue(err.toString().contains("Say what to do"), said());
        assertEquals(2, herald("chekc", "x"));
        assertTrue(err.toString().contains("check"), said());
        assertEquals(2, herald("check"));
        assertTrue(err.toString().contains("DIR"), said());
        assertEquals(1, herald("check", "nowhere"));
        assertTrue(err.toString().contains("nowhere is not there"), said());
        assertEquals(1, herald("new", "Ocean Blue"));
        assertTrue(err.toString().contains("a-z, 0-9 and -"), said());
        assertEquals(1, herald("check", ".", "--language", "../x"));
        assertTrue(err.toString().contains("is no language"), said());
        assertEquals(1, herald("new", "a", "--dir", ocean(), "--parent", "nobody"));
        assertTrue(err.toString().contains("there is no theme of this name"), said());
    }

    @Test
    void helpTeaches() {
        assertEquals(0, herald("--help"));
        for (var word : List.of("herald theme new ocean", "preview", "check", "pack", "Exit codes")) {
            assertTrue(out.toString().contains(word), said());
        }
        for (var command : List.of("new", "check", "preview", "pack")) {
            assertEquals(0, herald(command, "--help"), said());
        }
        assertTrue(out.toString().contains("HERALD_THEMES_DIR"), said());
        assertEquals(0, herald("check", "--version"), said());
        assertTrue(out.toString().contains("Herald ("), said());
    }

    @Test
    void previewWritesPagesThatStandAlone() throws IOException {
        herald("new", "ocean", "--dir", ocean());
        var pages = folder.resolve("pages");
        assertEquals(0, herald("preview", ocean(), "--out", pages.toString(), "-l", "ko,en"), said());
        var page = Files.readString(pages.resolve("ko/major.html"));
        var sheet = page.replaceFirst("(?s).*href=\"\\.\\./(assets/page\\.[0-9a-f]+\\.css)\".*", "$1");
        assertTrue(Files.readString(pages.resolve(sheet)).contains("#0b5c7a"), "its own brand is in the style sheet");
        var logo = page.replaceFirst("(?s).*src=\"\\.\\./(assets/logo\\.[0-9a-f]+\\.svg)\".*", "$1");
        assertTrue(Files.isRegularFile(pages.resolve(logo)), logo);
        assertTrue(Files.readString(pages.resolve("index.html")).contains("en/not-found.html"));
    }

    @Test
    void previewFollowsEachChange() throws Exception {
        herald("new", "ocean", "--dir", ocean());
        try (var server = PreviewServer.start(0, new Pictures(folder.resolve("ocean"), List.of("en")))) {
            assertTrue(get(server, "").body().contains("en/incident.html"));
            var page = get(server, "en/incident.html");
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("/preview.js"));
            assertTrue(page.headers()
                    .firstValue("Content-Security-Policy")
                    .orElseThrow()
                    .startsWith("default-src 'none'"));
            var sheet = page.body().replaceFirst("(?s).*href=\"/(assets/page\\.[0-9a-f]+\\.css)\".*", "$1");
            assertTrue(get(server, sheet).body().contains("#0b5c7a"));
            assertEquals(404, get(server, "assets/../theme.properties").statusCode());
            assertEquals(404, get(server, "en/nothing.html").statusCode());
            var heard = new AtomicInteger();
            Thread.ofVirtual().start(() -> listen(server, heard));
            Eventually.holds(() -> heard.get() == 1);
            write("index.ftlh", "<body>all new</body>");
            Eventually.holds(() -> heard.get() == 2);
            assertTrue(get(server, "en/operational.html").body().contains("all new"));
            write("index.ftlh", "\n<#if>");
            Eventually.holds(() -> heard.get() == 3);
            assertTrue(get(server, "en/operational.html").body().contains("index.ftlh:2"));
        }
    }

    @Test
    void previewIsForThisMachineOnly() throws Exception {
        herald("new", "ocean", "--dir", ocean());
        try (var server = PreviewServer.start(0, new Pictures(folder.resolve("ocean"), List.of("en")))) {
            assertTrue(server.address().startsWith("http://127.0.0.1:"));
            try (var socket = new java.net.Socket(
                    "127.0.0.1", URI.create(server.address()).getPort())) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
            }
            var taken = URI.create(server.address()).getPort();
            assertEquals(1, herald("preview", ocean(), "--port", String.valueOf(taken)));
            assertTrue(err.toString().contains("is taken"), said());
        }
    }

    private static void listen(PreviewServer server, AtomicInteger heard) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.address() + "preview-events"))
                                    .build(),
                            BodyHandlers.ofInputStream());
            heard.incrementAndGet();
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        heard.incrementAndGet();
                    }
                }
            }
        } catch (IOException | InterruptedException over) {
            heard.addAndGet(1_000);
        }
    }

    private static HttpResponse<String> get(PreviewServer server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    private String ocean() {
        return folder.resolve("ocean").toString();
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve("ocean").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int herald(String... words) {
        return ThemeCommands.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private String said() {
        return out + "\n" + err;
    }
}
