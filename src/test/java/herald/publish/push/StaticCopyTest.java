package herald.publish.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import herald.console.Browsing;
import herald.publish.SnapshotStore;
import herald.testing.ApiClient;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FAULTS C19: a copy of the page on a server that knows nothing but files is whole, while another target is dead. */
class StaticCopyTest {

    private static final String ORIGIN = "https://status.example.com";
    private static final Path WWW = temporary();
    private static final ServerSocket DEAD_BUCKET = tarpit();

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase()
            .withAll(Drill.QUICK)
            .with("herald.setup.languages", "ko,en,ja")
            .with("herald.base-url", ORIGIN)
            .with("herald.publish.dir", WWW.toString())
            .with("herald.publish.s3.bucket", "pages")
            .with("herald.publish.s3.endpoint", "http://127.0.0.1:" + DEAD_BUCKET.getLocalPort())
            .with("herald.publish.s3.access-key", "test-key")
            .with("herald.publish.s3.secret-key", "test-secret");

    /** In what is shown and in what machines read. */
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]+)\""
            + "|\"(?:url|shortlink|home_page_url|feed_url|href)\":\"([^\"]+)\""
            + "|url\\(\"?([^)\"]+)\"?\\)"
            + "|(?:content=\"|<(?:id|uri|link|url|loc)>)(https?://[^\"<]+)");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    private static HttpServer files;
    private static String page;
    private static String incident;

    @BeforeAll
    static void tellOfIncidents() throws Exception {
        files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        files.createContext("/", StaticCopyTest::serve);
        files.start();
        page = (String)
                ApiClient.list(HERALD.api("GET", "/v1/pages", null)).getFirst().get("id");
        for (int i = 0; i < 4; i++) {
            incident = open("메시지 수신 장애 " + i);
            if (i < 3) {
                ok("PATCH", "/incidents/" + incident, Map.of("status", "resolved", "body", "끝났습니다."));
            }
        }
        Drill.until(() -> sameAsMemory(), () -> "the newest page in " + WWW);
    }

    @AfterAll
    static void stop() throws Exception {
        files.stop(0);
        DEAD_BUCKET.close();
    }

    @Test
    void c19EveryLinkOfTheCopyLeadsToAnotherOfItsFiles() {
        var broken = new TreeMap<String, String>();
        var seen = new TreeSet<>(List.of(
                "/",
                "/en/",
                "/ja/",
                "/history.atom",
                "/api/v2/summary.json",
                "/api/v2/incidents.json",
                "/incidents/" + incident,
                "/favicon.ico"));
        var todo = new ArrayDeque<>(seen);
        while (!todo.isEmpty()) {
            var path = todo.remove();
            var answer = get(path);
            if (answer.statusCode() != 200) {
                broken.put(path, "answers " + answer.statusCode());
            }
            for (var link : links(path, answer.body())) {
                if (link.startsWith(ORIGIN) || link.startsWith("/")) {
                    var there = URI.create(link.replace(ORIGIN, "")).getPath();
                    if (seen.add(there.isEmpty() ? "/" : there)) {
                        todo.add(there);
                    }
                } else if (link.matches("[a-z]+:.*") && !link.startsWith("data:")) {
                    broken.put(link, "leads away, on " + path);
                }
            }
            assertFalse(answer.body().contains("127.0.0.1"), path);
        }
        assertEquals(Map.of(), broken);
        assertTrue(seen.stream().filter(path -> path.contains("/incidents/")).count() >= 12, seen::toString);
        assertTrue(seen.stream().anyMatch(path -> path.endsWith(".css")), seen::toString);
        assertTrue(seen.stream().anyMatch(path -> path.startsWith("/ja/history")), seen::toString);
    }

    @Test
    void everyDocumentReadersGetFromMemoryIsInTheCopy() throws Exception {
        var snapshot = HERALD.bean(SnapshotStore.class).ofPage(page).orElseThrow();
        for (var path : snapshot.documents().keySet()) {
            if (!path.startsWith("not-found:")) {
                assertEquals(200, get(path).statusCode(), path);
            }
        }
        assertTrue(Files.readString(WWW.resolve("en/404.html")).contains("lang=\"en\""));
        assertEquals(404, get("/nowhere").statusCode());
    }

    @Test
    void noFormOfThePageNeedsWhatTheCopyDoesNotHave() {
        for (var front : List.of("/", "/en/", "/ja/", "/incidents/" + incident, "/history")) {
            assertFalse(
                    get(front).body().matches("(?s).*<form[^>]*(?:action=\"/|action=\"\"|(?<!action=[^>]{1,200})>).*"),
                    front);
        }
    }

    @Test
    void aPostIsInTheCopyAtOnceAlthoughTheBucketIsDead() {
        Drill.until(30, () -> trouble().contains("bucket pages"), () -> "an alarm instead of " + trouble());
        assertFalse(trouble().contains("directory"), trouble());
        var fresh = open("새 장애");
        Drill.until(
                3,
                () -> get("/incidents/" + fresh).statusCode() == 200
                        && get("/").body().contains(fresh),
                () -> fresh);
        var console = Browsing.signedIn(HERALD).get("/console").body();
        assertTrue(console.contains("bucket pages"), console);
        assertFalse(console.contains("test-secret"), console);
        var health = HERALD.get("/health");
        assertEquals(200, health.statusCode());
        assertTrue(health.body().contains("bucket pages"), health.body());
    }

    private static String trouble() {
        return HERALD.bean(PushTargets.class).trouble().orElse("");
    }

    private static boolean sameAsMemory() {
        var shown = HERALD.bean(SnapshotStore.class).ofPage(page).orElseThrow();
        try {
            var file = WWW.resolve("version.json");
            return Files.exists(file)
                    && get("/").body().contains(incident)
                    && Revision.parse(Files.readAllBytes(file)).equals(java.util.Optional.of(Revision.of(shown)));
        } catch (IOException failure) {
            return false;
        }
    }

    private static List<String> links(String path, String body) {
        var links = new ArrayList<String>();
        if (path.endsWith(".js") || path.endsWith(".svg")) {
            return links;
        }
        var found = LINK.matcher(body);
        while (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null && !found.group(group).startsWith("#")) {
                    links.add(found.group(group).replace("&amp;", "&").replaceFirst("^webcal:", "https:"));
                }
            }
        }
        return links;
    }

    private static String open(String name) {
        return (String) ok("POST", "/incidents", Map.of("name", name, "status", "investigating", "body", "보고 있습니다."))
                .get("id");
    }

    private static Map<String, Object> ok(String method, String path, Map<String, Object> incident) {
        return ApiClient.object(
                HERALD.api(method, "/v1/pages/" + page + path, ApiClient.json(Map.of("incident", incident))));
    }

    private static HttpResponse<String> get(String path) {
        try {
            var uri = URI.create("http://127.0.0.1:" + files.getAddress().getPort() + path);
            return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** As nginx and its like do without being told anything. */
    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var file = WWW.resolve(path.substring(1));
            if (Files.isDirectory(file) && !path.endsWith("/")) {
                exchange.getResponseHeaders().set("Location", path + "/");
                exchange.sendResponseHeaders(301, -1);
                return;
            }
            var there = Files.isDirectory(file) ? file.resolve("index.html") : file;
            boolean found = Files.isRegularFile(there);
            var bytes = Files.readAllBytes(found ? there : WWW.resolve("404.html"));
            exchange.sendResponseHeaders(found ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("herald-www");
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** Takes connections and never answers. */
    private static ServerSocket tarpit() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
