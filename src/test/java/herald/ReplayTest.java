package herald;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twitter.twittertext.TwitterTextParser;
import herald.testing.ApiClient;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.XPost;
import herald.testing.XStub;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The night of 5 May 2021 (DESIGN.md, section 1), told with Herald: page, JSON, feed and the thread on X say the same. */
class ReplayTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase()
            .withAll(Drill.QUICK)
            .with("herald.setup.page-name", "톡톡 상태")
            .with("herald.setup.languages", "ko,en")
            .with("herald.setup.time-zone", "Asia/Seoul");

    private static final String NAME = "메시지 수신과 PC 로그인 장애";
    private static final List<String> WORDS = List.of(
            "일부 이용자의 메시지 수신과 PC 로그인이 원활하지 않아 원인을 확인하고 있습니다.",
            "복구 작업이 예상보다 늦어지고 있습니다. 불편을 드려 죄송합니다.",
            "메시지 수신과 PC 로그인이 정상으로 돌아왔습니다. 이용에 불편을 드려 죄송합니다.");

    /** What a reader saw at one moment. */
    private record Seen(String front, String incident, Map<String, Object> summary) {}

    private static XStub x;
    private static String page;
    private static String incident;
    private static Seen at2208;
    private static Seen at2241;
    private static Seen at2310;
    private static Seen at0020;

    @BeforeAll
    static void replay() {
        clockShows("2021-05-05T22:00:00+09:00");
        x = XStub.start(HERALD.clock());
        page = (String)
                ApiClient.list(HERALD.api("GET", "/v1/pages", null)).getFirst().get("id");
        var receiving = component("메시지 수신");
        var signingIn = component("PC 로그인");
        call(
                "POST",
                "/targets",
                Map.of(
                        "target",
                        Map.of(
                                "channel",
                                "x",
                                "name",
                                "X",
                                "language",
                                "ko",
                                "settings",
                                Drill.settings(x, x.account()))));

        clockShows("2021-05-05T22:08:00+09:00");
        incident = (String) call(
                        "POST",
                        "/incidents",
                        Map.of(
                                "incident",
                                Map.of(
                                        "name", NAME,
                                        "status", "investigating",
                                        "body", WORDS.get(0),
                                        "components", Map.of(receiving, "partial_outage", signingIn, "major_outage"),
                                        "herald",
                                                Map.of(
                                                        "scope", "some",
                                                        "impact_started_at", "2021-05-05T21:47:00+09:00",
                                                        "next_update_at", "2021-05-05T22:40:00+09:00"))))
                .get("id");
        at2208 = seenWith(WORDS.get(0), 1);

        clockShows("2021-05-05T22:41:00+09:00");
        Drill.until(() -> front().contains("promise--late"), () -> "a promise shown as lapsed");
        at2241 = seenWith(WORDS.get(0), 1);

        clockShows("2021-05-05T23:10:00+09:00");
        next(Map.of("status", "delayed", "body", WORDS.get(1)));
        at2310 = seenWith(WORDS.get(1), 2);

        clockShows("2021-05-06T00:20:00+09:00");
        next(Map.of(
                "status", "resolved",
                "body", WORDS.get(2),
                "components", Map.of(receiving, "operational", signingIn, "operational"),
                "herald", Map.of("impact_ended_at", "2021-05-06T00:08:00+09:00")));
        at0020 = seenWith(WORDS.get(2), 3);
    }

    @AfterAll
    static void stopX() {
        x.close();
    }

    @Test
    void theFrontPageTellsWhatIsAffectedForWhomSinceWhenAndWhenTheNextWordComes() {
        var front = text(at2208.front());
        for (var said : List.of(
                "일부 서비스에 장애가 발생했습니다",
                NAME,
                "일부 사용자",
                "2021년 5월 5일 21:47 KST부터",
                "메시지 수신 부분 장애",
                "PC 로그인 대규모 장애",
                "확인 중 2021년 5월 5일 22:08 KST",
                WORDS.get(0),
                "다음 안내는 22:40 KST까지 드리겠습니다")) {
            assertTrue(front.contains(said), () -> said + " is not in " + front);
        }
    }

    @Test
    void aPromiseThatWasNotKeptIsToldAsSuchUntilTheNextWord() {
        assertFalse(at2208.front().contains("promise--late"));
        for (var shown : List.of(at2241.front(), at2241.incident())) {
            assertTrue(text(shown).contains("22:40 KST까지 드리기로 한 안내가 늦어지고 있습니다"));
        }
        assertFalse(at2310.front().contains("class=\"promise"));
    }

    @Test
    void delayedIsSaidOnThePageAndIsTheLastStandardStageForClientsThatKnowNone() {
        assertTrue(text(at2310.front()).contains("작업 지연 2021년 5월 5일 23:10 KST " + WORDS.get(1)));
        var told = maps(at2310.summary(), "incidents").getFirst();
        assertEquals("investigating", told.get("status"));
        assertEquals("delayed", map(told, "herald").get("stage"));
        var newest = maps(told, "incident_updates").getFirst();
        assertEquals("investigating", newest.get("status"));
        assertEquals("delayed", map(newest, "herald").get("stage"));
        assertEquals("major", map(at2310.summary(), "status").get("indicator"));
    }

    @Test
    void onceResolvedTheBannerIsGreenAndTheIncidentStandsUnderItsDay() {
        var front = text(at0020.front());
        assertTrue(front.contains("모든 서비스가 정상입니다"));
        assertFalse(at0020.front().contains("class=\"card incident"));
        assertTrue(front.contains(NAME + " 해결 2021년 5월 5일 21:47 ~ 2021년 5월 6일 00:08 KST"), front);
        assertEquals("none", map(at0020.summary(), "status").get("indicator"));
        assertEquals(List.of(), at0020.summary().get("incidents"));
    }

    @Test
    void theIncidentsPageShowsWhatUsersFeltBesideWhenWePosted() {
        var shown = text(at0020.incident());
        assertTrue(shown.contains("영향이 있었던 시간 2021년 5월 5일 21:47 ~ 2021년 5월 6일 00:08 KST · 총 2시간 21분"), shown);
        assertTrue(shown.contains("안내해 드린 시간 2021년 5월 5일 22:08 ~ 2021년 5월 6일 00:20 KST"), shown);
        assertTrue(shown.contains("영향을 받은 사용자 일부 사용자"), shown);
        assertTrue(
                shown.matches("(?s).*해결 2021년 5월 6일 00:20 KST " + WORDS.get(2) + ".*작업 지연 2021년 5월 5일 23:10 KST "
                        + WORDS.get(1) + ".*확인 중 2021년 5월 5일 22:08 KST " + WORDS.get(0) + ".*"),
                shown);
    }

    @Test
    void theJsonHasTheSameThreeWordsAndTimes() {
        var told = maps(ApiClient.object(HERALD.get("/api/v2/incidents.json")), "incidents")
                .getFirst();
        var updates = maps(told, "incident_updates").reversed();
        assertEquals(WORDS, updates.stream().map(update -> update.get("body")).toList());
        assertEquals(
                List.of("investigating", "investigating", "resolved"),
                updates.stream().map(update -> update.get("status")).toList());
        assertEquals(
                List.of(
                        "2021-05-05T22:08:00.000+09:00",
                        "2021-05-05T23:10:00.000+09:00",
                        "2021-05-06T00:20:00.000+09:00"),
                updates.stream().map(update -> update.get("display_at")).toList());
        assertEquals("2021-05-05T21:47:00.000+09:00", map(told, "herald").get("impact_started_at"));
        assertEquals("2021-05-06T00:08:00.000+09:00", map(told, "herald").get("impact_ended_at"));
        assertEquals("some", map(told, "herald").get("scope"));
        assertEquals("2021-05-06T00:20:00.000+09:00", told.get("resolved_at"));
    }

    @Test
    void theFeedHasOneEntryWithTheStagesNewestFirst() throws Exception {
        var feed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(
                        new StringReader(HERALD.get("/history.atom").body())));
        var entries = feed.getElementsByTagName("entry");
        assertEquals(1, entries.getLength());
        var entry = (Element) entries.item(0);
        assertEquals(NAME, entry.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(
                "2021-05-05T15:20:00Z",
                entry.getElementsByTagName("updated").item(0).getTextContent());
        var content = text(entry.getElementsByTagName("content").item(0).getTextContent());
        assertEquals(
                "May 6, 00:20 KST Resolved - " + WORDS.get(2) + " May 5, 23:10 KST Delayed - " + WORDS.get(1)
                        + " May 5, 22:08 KST Investigating - " + WORDS.get(0),
                content);
    }

    @Test
    void theThreadOnXHasThreePostsEachAnsweringTheOneBefore() {
        var posts = x.posts();
        assertEquals(3, posts.size());
        assertEquals(Optional.empty(), posts.get(0).inReplyTo());
        assertEquals(Optional.of(posts.get(0).id()), posts.get(1).inReplyTo());
        assertEquals(Optional.of(posts.get(1).id()), posts.get(2).inReplyTo());
        assertEquals(
                List.of(true, false, false),
                posts.stream().map(post -> post.text().contains("http")).toList());
        assertTrue(posts.get(0).text().endsWith("/incidents/" + incident));
        IntStream.range(0, 3).forEach(i -> assertSaysWhole(posts.get(i), WORDS.get(i)));
        assertEquals(
                List.of("2021-05-05T13:08:00Z", "2021-05-05T14:10:00Z", "2021-05-05T15:20:00Z"),
                posts.stream().map(post -> post.createdAt().toString()).toList());
        assertEquals(
                "[해결] " + NAME + " · 00:20 KST " + WORDS.get(2)
                        + " 영향 시간: 2021년 5월 5일 21:47 ~ 2021년 5월 6일 00:08 KST 영향: 일부 사용자 · 메시지 수신 및 PC 로그인",
                text(posts.get(2).text()));
    }

    @Test
    void everyPostHasItsReceipt() {
        var deliveries =
                ApiClient.list(HERALD.api("GET", "/v1/pages/" + page + "/incidents/" + incident + "/deliveries", null))
                        .stream()
                        .filter(delivery -> delivery.get("channel").equals("x"))
                        .toList();
        assertEquals(
                x.posts().stream().map(XPost::id).toList(),
                deliveries.stream().map(delivery -> delivery.get("remote_id")).toList());
        assertEquals(
                List.of("delivered", "delivered", "delivered"),
                deliveries.stream().map(delivery -> delivery.get("state")).toList());
    }

    private static void assertSaysWhole(XPost post, String words) {
        assertTrue(post.text().contains(words), post.text());
        assertTrue(TwitterTextParser.parseTweet(post.text()).weightedLength <= 280, post.text());
    }

    private static void next(Map<String, Object> update) {
        call("PATCH", "/incidents/" + incident, Map.of("incident", update));
    }

    /** Waits until page and account have {@code words}. */
    private static Seen seenWith(String words, int posts) {
        Drill.until(() -> front().contains(words), () -> words + " on the page");
        Drill.until(
                () -> HERALD.get("/history.atom").body().contains(words)
                        && HERALD.get("/api/v2/incidents.json").body().contains(words),
                () -> words + " in what follows the page");
        Drill.until(() -> x.posts().size() == posts, () -> posts + " posts on X, not " + x.posts() + x.unsigned());
        return new Seen(
                front(),
                HERALD.get("/incidents/" + incident).body(),
                ApiClient.object(HERALD.get("/api/v2/summary.json")));
    }

    private static String front() {
        return HERALD.get("/").body();
    }

    private static String component(String name) {
        return (String) call("POST", "/components", Map.of("component", Map.of("name", name)))
                .get("id");
    }

    private static Map<String, Object> call(String method, String path, Map<String, Object> body) {
        HttpResponse<String> answer = HERALD.api(method, "/v1/pages/" + page + path, ApiClient.json(body));
        return ApiClient.object(answer);
    }

    private static void clockShows(String moment) {
        HERALD.clock().stopAt(Instant.from(OffsetDateTime.parse(moment)));
    }

    /** What a reader reads: without tags, and with one plain space for every gap. */
    private static String text(String html) {
        return html.replaceAll("</?var[^>]*>", "")
                .replaceAll("<[^>]*>|&nbsp;", " ")
                .replaceAll("[\\s\\u00a0]+", " ")
                .strip();
    }

    @SuppressWarnings("unchecked") // JSON, whose shape the test knows
    private static Map<String, Object> map(Map<String, Object> json, String key) {
        return (Map<String, Object>) json.get(key);
    }

    @SuppressWarnings("unchecked") // JSON, whose shape the test knows
    private static List<Map<String, Object>> maps(Map<String, Object> json, String key) {
        return (List<Map<String, Object>>) json.get(key);
    }
}
