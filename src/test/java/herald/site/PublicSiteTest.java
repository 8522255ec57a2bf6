package herald.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.publish.SnapshotStore;
import herald.staff.Actor;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublicSiteTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase()
            .with("herald.setup.languages", "ko,en")
            .with("herald.setup.time-zone", "Asia/Seoul");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static String incident;

    @BeforeAll
    static void publishAPage() {
        Page page = HERALD.bean(Pages.class).all().getFirst();
        var login = HERALD.bean(Components.class).create(page.id(), ComponentFields.named("로그인"), Actor.HERALD);
        incident = HERALD.bean(Incidents.class)
                .open(
                        page,
                        Word.as(Stage.INVESTIGATING)
                                .named("ko", "로그인 장애")
                                .saying("ko", "확인하고 있습니다.")
                                .setting(login.code(), ComponentStatus.PARTIAL_OUTAGE)
                                .update(),
                        Actor.HERALD)
                .incident()
                .code();
        Eventually.holds(() -> HERALD.bean(SnapshotStore.class)
                .ofPage(page.code())
                .filter(s -> s.document("/incidents/" + incident).isPresent())
                .isPresent());
    }

    @Test
    void everyPublicAddressIsThere() {
        for (var path : List.of(
                "/",
                "/en/",
                "/incidents/" + incident,
                "/en/incidents/" + incident,
                "/history",
                "/en/history",
                "/history?page=1",
                "/history.atom",
                "/favicon.ico",
                "/api/v2/summary.json",
                "/api/v2/status.json",
                "/api/v2/components.json",
                "/api/v2/incidents.json",
                "/api/v2/incidents/unresolved.json",
                "/api/v2/scheduled-maintenances.json",
                "/api/v2/scheduled-maintenances/upcoming.json",
                "/api/v2/scheduled-maintenances/active.json")) {
            assertEquals(200, HERALD.get(path).statusCode(), path);
        }
        assertTrue(HERALD.get("/").body().contains("로그인 장애"));
    }

    /** A page in a language is an address: nothing asks what a browser prefers, and every one names the others. */
    @Test
    void theFrontIsInThePagesOwnLanguageWhateverABrowserPrefers() throws Exception {
        var plain = send("/", "Accept", "text/html");
        var english = send("/", "Accept-Language", "en-GB, en;q=0.9");
        assertArrayEquals(plain.body(), english.body());
        assertEquals("Accept-Encoding", header(english, "vary"));
        assertTrue(HERALD.get("/").body().contains("<html lang=\"ko\" dir=\"ltr\""));
        assertTrue(HERALD.get("/en/").body().contains("<html lang=\"en\" dir=\"ltr\""));
        for (var path : List.of("/", "/en/", "/history", "/en/history", "/uptime", "/subscribe")) {
            var page = HERALD.get(path).body();
            var own = path.replaceFirst("^/en/", "/");
            for (var link : List.of("ko\" href=\"https?://[^/]*" + own, "en\" href=\"https?://[^/]*/en" + own)) {
                assertTrue(
                        Pattern.compile("<link rel=\"alternate\" hreflang=\"" + link + "\"")
                                .matcher(page)
                                .find(),
                        path + " " + link);
            }
            assertTrue(page.contains(">한국어</a>") && page.contains(">English</a>"), path);
        }
        assertEquals(404, HERALD.get("/ja/").statusCode());
    }

    @Test
    void stylesheetAndScriptOfThePageAreThereForAYear() {
        var html = HERALD.get("/").body();
        for (var pattern : List.of("href=\"(/assets/[^\"]+\\.css)\"", "src=\"(/assets/[^\"]+\\.js)\"")) {
            var found = java.util.regex.Pattern.compile(pattern).matcher(html);
            assertTrue(found.find());
            var answer = HERALD.get(found.group(1));
            assertEquals(200, answer.statusCode());
            assertTrue(header(answer, "cache-control").contains("immutable"));
        }
    }

    @Test
    void whoHasThePageGetsNoBodyAgain() throws Exception {
        var tag = header(HERALD.get("/"), "etag");
        var again = send("/", "If-None-Match", "W/\"other\", " + tag);
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals(tag, header(again, "etag"));
        assertEquals(200, send("/", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    void readersWhoTakeGzipGetIt() throws Exception {
        var plain = send("/", "Accept-Encoding", "identity");
        var gzip = send("/", "Accept-Encoding", "br, gzip;q=0.5");
        assertEquals("gzip", header(gzip, "content-encoding"));
        assertTrue(gzip.body().length < plain.body().length / 2);
        assertArrayEquals(plain.body(), new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes());
        assertEquals(header(plain, "etag"), header(gzip, "etag"));
        assertTrue(header(gzip, "vary").toLowerCase(java.util.Locale.ROOT).contains("accept-encoding"));
        assertFalse(send("/", "Accept-Encoding", "gzip;q=0")
                .headers()
                .firstValue("content-encoding")
                .isPresent());
    }

    @Test
    void aHeadRequestGetsTheHeadersOnly() throws Exception {
        var answer = HTTP.send(HttpRequest.newBuilder(HERALD.uri("/")).HEAD().build(), BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        assertEquals(
                Integer.toString(send("/", "Accept-Encoding", "identity").body().length),
                header(answer, "content-length"));
        assertEquals(0, answer.body().length);
    }

    @Test
    void anAddressThatLeadsNowhereSaysSoInItsLanguage() {
        var korean = HERALD.get("/nowhere");
        assertEquals(404, korean.statusCode());
        assertTrue(korean.body().contains("lang=\"ko\""));
        assertTrue(HERALD.get("/en/nowhere").body().contains("lang=\"en\""));
        assertEquals(404, HERALD.get("/api/v2/summary").statusCode());
        assertEquals("application/json; charset=utf-8", header(HERALD.get("/api/v2/nowhere.json"), "content-type"));
        assertEquals(404, HERALD.get("/incidents/../../etc/passwd").statusCode());
        assertEquals(404, HERALD.get("/%00%zz%2e%2e%2f".replace("%zz", "%7f")).statusCode());
        assertEquals(404, HERALD.get("/not-found:ko").statusCode());
    }

    @Test
    void nothingPublicTakesWrites() throws Exception {
        for (var path : List.of("/", "/nowhere", "/api/v2/summary.json")) {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(HERALD.uri(path))
                            .POST(HttpRequest.BodyPublishers.ofString("x"))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(405, answer.statusCode());
            assertEquals("GET, HEAD, OPTIONS", header(answer, "allow"));
        }
    }

    @Test
    void shortLinksAndOtherSpellingsLeadOn() {
        assertEquals("/incidents/" + incident, header(HERALD.get("/i/" + incident), "location"));
        assertEquals(404, HERALD.get("/i/nnnnnnnnnnnn").statusCode());
        assertEquals("/", header(HERALD.get("/ko"), "location"));
        assertEquals("/", header(HERALD.get("/ko/"), "location"));
        assertEquals("/history", header(HERALD.get("/ko/history"), "location"));
        assertEquals("/en/", header(HERALD.get("/en"), "location"));
    }

    @Test
    void scriptsOfOtherSitesMayReadTheApiAndNothingElse() {
        assertEquals("*", header(HERALD.get("/api/v2/status.json"), "access-control-allow-origin"));
        assertTrue(HERALD.get("/")
                .headers()
                .firstValue("access-control-allow-origin")
                .isEmpty());
        var page = HERALD.get("/");
        assertTrue(header(page, "content-security-policy").startsWith("default-src 'none'; style-src 'self'"));
        assertEquals("nosniff", header(page, "x-content-type-options"));
        assertEquals(
                "public, max-age=0, s-maxage=10, stale-while-revalidate=20, stale-if-error=86400",
                header(page, "cache-control"));
    }

    @Test
    void operatorsAddressesAreNotThePublicsAndLivenessIsUp() {
        var liveness = HERALD.get("/health/liveness");
        assertEquals(200, liveness.statusCode());
        assertTrue(liveness.body().contains("UP"));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<byte[]> send(String path, String header, String value)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(HERALD.uri(path)).header(header, value).build(), BodyHandlers.ofByteArray());
    }
}
