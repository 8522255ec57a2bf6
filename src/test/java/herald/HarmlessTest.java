package herald;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twitter.twittertext.TwitterTextParser;
import herald.console.Browsing;
import herald.testing.ApiClient;
import herald.testing.Drill;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.testing.XStub;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Whatever people type, it is shown as text: on the page, in feed, JSON, console and posts; nothing of it is evaluated. */
class HarmlessTest {

    @RegisterExtension
    static final HeraldServer HERALD =
            HeraldServer.onFreshDatabase().withAll(Drill.QUICK).with("herald.setup.languages", "ko");

    private static final String MARKUP = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'";
    private static final String TEMPLATE = "${7*7}<#assign x=1>[=7*7]#{7*7}{0}";
    private static final String REVERSED = "\u202Egpj.exe\u2066";
    private static final String EVIL = MARKUP + TEMPLATE + REVERSED;

    private static XStub x;
    private static String page;
    private static String incident;

    @BeforeAll
    static void typeEvilThingsEverywhere() {
        x = XStub.start();
        page = (String)
                ApiClient.list(HERALD.api("GET", "/v1/pages", null)).getFirst().get("id");
        ok("PATCH", "", Map.of("page", Map.of("name", "쪽 " + EVIL, "page_description", "설명 " + EVIL)));
        var component =
                id(ok("POST", "/components", Map.of("component", Map.of("name", "요소 " + EVIL, "description", EVIL))));
        ok(
                "POST",
                "/component-groups",
                Map.of("component_group", Map.of("name", "묶음 " + EVIL, "components", List.of(component))));
        ok(
                "POST",
                "/targets",
                Map.of(
                        "target",
                        Map.of("channel", "x", "name", "계정 " + EVIL, "settings", Drill.settings(x, x.account()))));
        incident = id(ok(
                "POST",
                "/incidents",
                Map.of(
                        "incident",
                        Map.of(
                                "name",
                                "제목 " + EVIL,
                                "body",
                                "본문 " + EVIL + "\n\n[누르기](javascript:alert(3)) ![그림](https://example.com/x.png)",
                                "components",
                                Map.of(component, "partial_outage"),
                                "herald",
                                Map.of("scope", "some", "scope_note", "범위 " + EVIL)))));
        Drill.until(() -> HERALD.get("/incidents/" + incident).statusCode() == 200, () -> "the incident on the page");
        Drill.until(() -> !x.posts().isEmpty(), () -> "a post");
    }

    @AfterAll
    static void stopX() {
        x.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/incidents/{incident}", "/history", "/nowhere"})
    void publicPagesShowItAsText(String path) {
        var answer = HERALD.get(path.replace("{incident}", incident));
        assertOnlyText(answer);
        assertTrue(answer.body().contains("쪽 &lt;script&gt;alert(1)&lt;/script&gt;"), answer.body());
        assertTrue(answer.body().contains("${7*7}&lt;#assign x=1&gt;[=7*7]#{7*7}{0}"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/incidents",
                "/incidents/new",
                "/incidents/{incident}",
                "/incidents/{incident}/details",
                "/components",
                "/targets",
                "/settings"
            })
    void theConsoleShowsItAsText(String path) {
        var answer = Browsing.signedIn(HERALD).get("/console" + path.replace("{incident}", incident));
        assertEquals(200, answer.statusCode());
        assertOnlyText(answer);
        assertTrue(answer.body().contains("${7*7}"), answer.body());
    }

    @Test
    void theJsonCarriesItToTheLetterAndHoldsNoMarkup() {
        var answer = HERALD.get("/api/v2/summary.json");
        assertFalse(answer.body().contains("<"));
        assertEquals("쪽 " + EVIL, map(ApiClient.object(answer), "page").get("name"));
    }

    @Test
    void theFeedIsWellFormedAndItsHtmlHoldsNothingThatRuns() throws Exception {
        Eventually.holds(() -> HERALD.get("/history.atom").body().contains("<entry>"));
        var feed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(
                        new StringReader(HERALD.get("/history.atom").body())));
        var entry = (Element) feed.getElementsByTagName("entry").item(0);
        assertTrue(entry.getElementsByTagName("title").item(0).getTextContent().startsWith("제목 <script>alert(1)"));
        assertNothingRuns(entry.getElementsByTagName("content").item(0).getTextContent());
    }

    @Test
    void thePostIsPlainWordsThatTurnNoTextAround() {
        var text = x.posts().getFirst().text();
        assertTrue(text.contains("${7*7}"), text);
        // Ports, ids and times of day may well have a 49.
        assertFalse(text.replaceAll("https?://\\S+|\\d\\d:\\d\\d UTC", "").contains("49"), text);
        assertTrue(text.chars().noneMatch(c -> c == 0x202E || c == 0x2066), text);
        assertTrue(TwitterTextParser.parseTweet(text).weightedLength <= 280, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0007", "\u001B[2J", "\uFFFE", "\uD800"})
    void whatNoPageCanShowIsRefusedWhereverItIsTyped(String bad) {
        refused("PATCH", "", Map.of("page", Map.of("name", "쪽" + bad)));
        refused("POST", "/components", Map.of("component", Map.of("name", "요소" + bad)));
        refused("POST", "/incidents", Map.of("incident", Map.of("name", "제목" + bad, "body", "본문")));
        refused("POST", "/incidents", Map.of("incident", Map.of("name", "제목", "body", "본문" + bad)));
        refused(
                "POST",
                "/incidents",
                Map.of("incident", Map.of("name", "제목", "body", "본문", "herald", Map.of("scope_note", bad))));
    }

    static List<String> bombs() {
        return List.of(
                fill("> "),
                fill("["),
                fill("[a]("),
                fill("!["),
                fill("*a _"),
                fill("**a"),
                fill("`"),
                fill("<a "),
                fill("<!--"),
                fill("- "),
                fill("&#x0;"),
                fill("\\"),
                fill("a.b.c@"),
                fill("http://a."));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aBombOfMarkdownIsPublishedWhileReadersGoOnBeingAnswered(String bomb) {
        int told = updates();
        var begun = System.nanoTime();
        ok("PATCH", "/incidents/" + incident, Map.of("incident", Map.of("body", bomb)));
        Drill.until(() -> updates() == told + 1, () -> "the bomb on the page");
        var length = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(length.toSeconds() < 8, () -> "took " + length);
        assertOnlyText(HERALD.get("/incidents/" + incident));
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithItsLimit() {
        var answer = api("PATCH", "/incidents/" + incident, Map.of("incident", Map.of("body", "[".repeat(100_000))));
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("25000"), answer.body());
    }

    private static String fill(String pattern) {
        return pattern.repeat(25_000 / pattern.length());
    }

    /** How many updates of the incident readers have. */
    private static int updates() {
        var begun = System.nanoTime();
        var incidents = ApiClient.object(HERALD.get("/api/v2/incidents.json")).get("incidents");
        var length = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(length.toMillis() < 2_000, () -> "a reader waited " + length);
        return list(map(list(incidents).getFirst()).get("incident_updates")).size();
    }

    private static void assertOnlyText(HttpResponse<String> html) {
        var policy = html.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertNothingRuns(html.body());
        assertFalse(html.body().contains("49</"), html.body());
    }

    private static void assertNothingRuns(String html) {
        var tags = html.replaceAll("=\"[^\"]*\"", "");
        assertFalse(tags.matches("(?s).*<script(?! src( |>)).*"), tags);
        assertFalse(tags.matches("(?s).*<(img(?! src alt width height>)|iframe|object|embed|base).*"), tags);
        assertFalse(tags.matches("(?s).*<[^>]* on[a-z]+=.*"), tags);
        assertFalse(html.contains("=\"javascript:"), html);
    }

    private static void refused(String method, String path, Map<String, Object> body) {
        var answer = api(method, path, body);
        assertEquals(true, List.of(400, 422).contains(answer.statusCode()), answer.body());
    }

    private static Map<String, Object> ok(String method, String path, Map<String, Object> body) {
        return ApiClient.object(api(method, path, body));
    }

    private static HttpResponse<String> api(String method, String path, Map<String, Object> body) {
        return HERALD.api(method, "/v1/pages/" + page + path, ApiClient.json(body));
    }

    private static String id(Map<String, Object> json) {
        return (String) json.get("id");
    }

    private static Map<String, Object> map(Map<String, Object> json, String key) {
        return map(json.get(key));
    }

    @SuppressWarnings("unchecked") // JSON, whose shape the test knows
    private static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked") // JSON, whose shape the test knows
    private static List<Object> list(Object json) {
        return (List<Object>) json;
    }
}
