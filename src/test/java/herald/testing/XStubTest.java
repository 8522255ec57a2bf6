package herald.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class XStubTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final XStub x =
            XStub.start(clock(now::get)).patience(Duration.ofSeconds(2)).drip(Duration.ofMillis(20));
    private final XSigner client = new XSigner(x.baseUrl(), x.account());

    @AfterEach
    void close() {
        x.close();
    }

    @Test
    void aPostIsTakenShownEscapedAndShortenedAndKeptAsItWasSent() throws Exception {
        var text = "Login <b> & API slow, see https://status.example.kr/incidents/12 로그인 지연";
        var answer = client.post(text);
        var post = x.posts().getFirst();
        assertEquals(201, answer.statusCode());
        assertEquals(List.of(new XPost(post.id(), x.account().id(), text, Optional.empty(), NOON)), x.posts());
        assertEquals(post.id(), data(answer).get("id"));
        assertEquals(List.of(post.id()), data(answer).get("edit_history_tweet_ids"));
        assertTrue(((String) data(answer).get("text"))
                .matches("Login &lt;b&gt; &amp; API slow, see https://t\\.co/\\w{10} 로그인 지연"));
    }

    @Test
    void idsAreStringsThatGrowPastWhatADoubleHolds() throws Exception {
        client.post("one");
        client.post("two");
        var ids = x.posts().stream().map(it -> Long.parseLong(it.id())).toList();
        assertTrue(ids.getFirst() > 1L << 53 && ids.getLast() > ids.getFirst());
    }

    @Test
    void aThreadKeepsItsParentsAndItsConversation() throws Exception {
        var first = id(client.post("Investigating"));
        var second = id(client.reply(first, "Identified"));
        client.reply(second, "Resolved");
        assertEquals(
                List.of(Optional.empty(), Optional.of(first), Optional.of(second)),
                x.posts().stream().map(XPost::inReplyTo).toList());
        var shown = data(client.get(
                "/2/tweets/" + x.posts().getLast().id() + "?tweet.fields=conversation_id,referenced_tweets"));
        assertEquals(first, shown.get("conversation_id"));
        assertEquals(List.of(Map.of("type", "replied_to", "id", second)), shown.get("referenced_tweets"));
    }

    @Test
    void aWrongSecretIsNotLetIn() throws Exception {
        var it = x.account();
        var forger = new XAccount(
                it.id(), it.username(), it.consumerKey(), it.consumerSecret(), it.token(), it.tokenSecret() + "x");
        x.plan(XFault.ACCEPT_503);
        var answer = new XSigner(x.baseUrl(), forger).post("forged");
        assertBody(
                401,
                "{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401,\"detail\":\"Unauthorized\"}",
                answer);
        assertEquals(List.of("oauth_signature does not match"), x.unsigned());
        assertEquals(1, x.planned());
        assertTrue(x.posts().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"-310,401", "-290,201", "290,201", "310,401"})
    void aTimestampMayBeFiveMinutesOff(long seconds, int status) throws Exception {
        assertEquals(
                status,
                client.at(Instant.now().plusSeconds(seconds)).post("hello").statusCode());
    }

    @Test
    void aNonceIsGoodForOneRequest() throws Exception {
        client.nonce("once").at(Instant.now());
        assertEquals(201, client.post("one").statusCode());
        assertEquals(401, client.post("two").statusCode());
        assertEquals(1, x.posts().size());
    }

    @Test
    void queryParametersAreSigned() throws Exception {
        assertEquals(200, client.get("/2/users/me?user.fields=id,name").statusCode());
        assertEquals("status_page", data(client.get("/2/users/me")).get("username"));
    }

    @Test
    void eachAccountPostsAsItself() throws Exception {
        var other = x.addAccount("other");
        client.post("same words");
        assertEquals(201, new XSigner(x.baseUrl(), other).post("same words").statusCode());
        assertEquals(
                List.of(x.account().id(), other.id()),
                x.posts().stream().map(XPost::accountId).toList());
    }

    @Test
    void twoHundredAndEightyIsTheMost() throws Exception {
        assertEquals(201, client.post("가".repeat(140)).statusCode());
        assertInvalid(client.post("가".repeat(141)));
        assertEquals(1, x.posts().size());
    }

    @Test
    void emptyInvalidAndMisshapenPostsAreRefused() throws Exception {
        assertInvalid(client.post(""));
        assertInvalid(client.post("a\uFFFEb"));
        assertInvalid(client.create("{".getBytes(StandardCharsets.UTF_8)));
        assertInvalid(client.create("{\"text\":\"a\",\"status\":\"b\"}".getBytes(StandardCharsets.UTF_8)));
        assertInvalid(client.create(
                "{\"text\":\"a\",\"reply\":{\"in_reply_to_tweet_id\":19}}".getBytes(StandardCharsets.UTF_8)));
        assertTrue(x.posts().isEmpty());
    }

    @Test
    void theSameTextIsRefusedForTwoDaysEvenWhenTheFirstAnswerWasLost() throws Exception {
        x.plan(XFault.ACCEPT_RESET);
        assertThrows(IOException.class, () -> client.post("Monitoring"));
        assertBody(
                403,
                "{\"title\":\"Forbidden\",\"type\":\"about:blank\",\"status\":403,"
                        + "\"detail\":\"You are not allowed to create a Tweet with duplicate content.\"}",
                client.post("Monitoring"));
        now.set(NOON.plus(Duration.ofHours(48)));
        assertEquals(201, client.post("Monitoring").statusCode());
        assertEquals(2, x.posts().size());
    }

    @Test
    void aReplyNeedsAParentOfOnesOwnThatStillStands() throws Exception {
        var foreign = x.postByHand(x.addAccount("other"), "elsewhere").id();
        var deleted = id(client.post("gone"));
        assertTrue((boolean)
                data(client.send("DELETE", "/2/tweets/" + deleted, new byte[0])).get("deleted"));
        for (var parent : List.of("1", foreign, deleted)) {
            assertBody(
                    403,
                    "{\"title\":\"Forbidden\",\"type\":\"about:blank\",\"status\":403,\"detail\":\"You attempted to"
                            + " reply to a Tweet that is deleted or not visible to you.\"}",
                    client.reply(parent, "to " + parent));
        }
        assertEquals(2, x.posts().size());
        assertEquals(List.of(foreign), x.standing().stream().map(XPost::id).toList());
    }

    @Test
    void selfRepliesCanBeForbidden() throws Exception {
        var root = id(client.post("root"));
        x.selfReplies(false);
        var refused = client.reply(root, "reply");
        assertEquals(403, refused.statusCode());
        assertTrue(((String) json(refused).get("detail")).startsWith("Reply to this conversation is not allowed"));
        assertEquals(201, client.post("reply").statusCode());
    }

    @Test
    void onlyOnesOwnPostIsDeleted() throws Exception {
        var foreign = x.postByHand(x.addAccount("other"), "elsewhere").id();
        assertEquals(
                403, client.send("DELETE", "/2/tweets/" + foreign, new byte[0]).statusCode());
        assertEquals(1, x.standing().size());
    }

    @Test
    void theOldAddressIsClosedToEverybody() throws Exception {
        var answer = client.send("POST", "/1.1/statuses/update.json", new byte[0]);
        assertEquals(403, answer.statusCode());
        assertEquals(453, ((Map<?, ?>) ((List<?>) json(answer).get("errors")).getFirst()).get("code"));
    }

    @Test
    void aPostCarriesAllThreeWindowsInLowerCase() throws Exception {
        var headers = client.post("one").headers().map();
        var inAQuarter = "" + NOON.plus(Duration.ofMinutes(15)).getEpochSecond();
        var tomorrow = "" + NOON.plus(Duration.ofHours(24)).getEpochSecond();
        assertEquals(List.of("100", "99", inAQuarter), window(headers, "x-rate-limit"));
        assertEquals(List.of("10000", "9999", tomorrow), window(headers, "x-user-limit-24hour"));
        assertEquals(List.of("10000", "9999", tomorrow), window(headers, "x-app-limit-24hour"));
    }

    @Test
    void aUsedUpWindowRefusesUntilItsReset() throws Exception {
        x.limits(1, 17, 17);
        client.post("one");
        var refused = client.post("two");
        assertBody(
                429,
                "{\"title\":\"Too Many Requests\",\"type\":\"about:blank\",\"status\":429,\"detail\":\"Too Many"
                        + " Requests\"}",
                refused);
        assertEquals("0", refused.headers().firstValue("x-rate-limit-remaining").orElseThrow());
        assertEquals(
                "16",
                refused.headers().firstValue("x-user-limit-24hour-remaining").orElseThrow());
        now.set(NOON.plus(Duration.ofMinutes(15)));
        assertEquals(201, client.post("two").statusCode());
    }

    @Test
    void theDaysWindowRefusesWhileTheQuartersHasRoom() throws Exception {
        x.limits(100, 1, 17);
        client.post("one");
        var refused = client.post("two");
        assertEquals(429, refused.statusCode());
        assertEquals(
                "99", refused.headers().firstValue("x-rate-limit-remaining").orElseThrow());
        assertEquals(
                "0",
                refused.headers().firstValue("x-user-limit-24hour-remaining").orElseThrow());
    }

    @Test
    void theTimelineIsNewestFirstFromAnIdOnAndShowsWhatIsAskedFor() throws Exception {
        var first = id(client.post("Investigating"));
        var second = id(client.reply(first, "Identified: status.example.kr"));
        x.postByHand(x.addAccount("other"), "not mine");
        var all = json(client.get(timeline("max_results=5")));
        assertEquals(List.of(second, first), ids(all));
        assertEquals(Map.of("result_count", 2, "newest_id", second, "oldest_id", first), all.get("meta"));
        assertEquals(
                Set.of("id", "text", "edit_history_tweet_ids"),
                posts(all).getFirst().keySet());
        var asked = timeline("since_id=" + first + "&max_results=20&exclude=retweets"
                + "&tweet.fields=created_at,conversation_id,referenced_tweets,entities");
        var since = posts(json(client.get(asked)));
        assertEquals(1, since.size());
        assertEquals("2026-11-21T12:00:00.000Z", since.getFirst().get("created_at"));
        var url = (Map<?, ?>) ((List<?>) ((Map<?, ?>) since.getFirst().get("entities")).get("urls")).getFirst();
        assertEquals("http://status.example.kr", url.get("expanded_url"));
        assertTrue(((String) since.getFirst().get("text")).endsWith((String) url.get("url")));
    }

    @Test
    void anEmptyTimelineHasNoData() throws Exception {
        assertBody(200, "{\"meta\":{\"result_count\":0}}", client.get(timeline("max_results=5")));
    }

    @Test
    void aPostReachesTheTimelineWithTheDelay() throws Exception {
        x.timelineDelay(Duration.ofSeconds(20));
        var id = id(client.post("late"));
        assertFalse(json(client.get(timeline("max_results=5"))).containsKey("data"));
        assertEquals("late", data(client.get("/2/tweets/" + id)).get("text"));
        now.set(NOON.plusSeconds(20));
        assertEquals(List.of(id), ids(json(client.get(timeline("max_results=5")))));
    }

    @Test
    void startTimeAndExcludedRepliesNarrowTheTimeline() throws Exception {
        var root = id(client.post("root"));
        now.set(NOON.plusSeconds(60));
        var reply = id(client.reply(root, "reply"));
        assertEquals(List.of(reply), ids(json(client.get(timeline("start_time=2026-11-21T12:00:30Z")))));
        assertEquals(List.of(root), ids(json(client.get(timeline("exclude=retweets,replies")))));
    }

    @Test
    void aLongTimelineComesInPages() throws Exception {
        for (var i = 0; i < 7; i++) client.post("post " + i);
        var first = json(client.get(timeline("max_results=5")));
        var token = ((Map<?, ?>) first.get("meta")).get("next_token");
        var second = json(client.get(timeline("max_results=5&pagination_token=" + token)));
        assertEquals(
                x.posts().reversed().stream().map(XPost::id).toList(),
                Stream.concat(ids(first).stream(), ids(second).stream()).toList());
        assertFalse(((Map<?, ?>) second.get("meta")).containsKey("next_token"));
    }

    @ParameterizedTest
    @CsvSource({"max_results=4", "max_results=101", "since_id=abc", "start_time=yesterday", "pagination_token=x"})
    void aMisshapenReadIsRefused(String query) throws Exception {
        assertInvalid(client.get(timeline(query)));
    }

    @Test
    void readsFailByAPlanOfTheirOwn() throws Exception {
        x.planTimeline(XFault.ACCEPT_TRUNCATED, XFault.REFUSE_429).foreverTimeline(XFault.REFUSE_503);
        client.post("one");
        assertThrows(IOException.class, () -> client.get(timeline("max_results=5")));
        assertEquals(429, client.get(timeline("max_results=5")).statusCode());
        assertEquals(503, client.get(timeline("max_results=5")).statusCode());
        assertEquals(503, client.get(timeline("max_results=5")).statusCode());
        x.heal();
        assertEquals(200, client.get(timeline("max_results=5")).statusCode());
        assertEquals(1, x.posts().size());
    }

    static Stream<XFault> unanswered() {
        return Stream.of(
                XFault.ACCEPT_HANG,
                XFault.ACCEPT_RESET,
                XFault.ACCEPT_CLOSE,
                XFault.ACCEPT_TRUNCATED,
                XFault.ACCEPT_SLOWLORIS,
                XFault.ACCEPT_SLOWLORIS_HEAD,
                XFault.DROP_RESET,
                XFault.DROP_HANG,
                XFault.DROP_CLOSE);
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void aLostAnswerCommitsAsItsNameSays(XFault fault) {
        x.patience(Duration.ofMillis(200)).plan(fault);
        assertThrows(IOException.class, () -> client.post("lost"));
        assertEquals(fault.toString().startsWith("ACCEPT") ? 1 : 0, x.posts().size());
        assertEquals(1, x.requestCount("POST", "/2/tweets"));
    }

    static Stream<Arguments> answered() {
        return Stream.of(
                Arguments.of(XFault.ACCEPT_500, 500, "Internal Server Error"),
                Arguments.of(XFault.ACCEPT_503, 503, "Service Unavailable"),
                Arguments.of(XFault.ACCEPT_502_HTML, 502, "<html>"),
                Arguments.of(XFault.ACCEPT_GARBAGE, 201, "not { JSON"),
                Arguments.of(XFault.ACCEPT_200_HTML, 200, "Sign in"),
                Arguments.of(XFault.ACCEPT_EMPTY, 201, ""),
                Arguments.of(XFault.ACCEPT_HUGE, 201, "x".repeat(10 << 20)),
                Arguments.of(XFault.REFUSE_500, 500, "Internal Server Error"),
                Arguments.of(XFault.REFUSE_502_HTML, 502, "<html>"),
                Arguments.of(XFault.REFUSE_503, 503, "Service Unavailable"),
                Arguments.of(XFault.REFUSE_400, 400, "https://api.twitter.com/2/problems/invalid-request"),
                Arguments.of(XFault.REFUSE_401, 401, "Unauthorized"),
                Arguments.of(XFault.REFUSE_401_EXPIRED, 401, "\"code\":89"),
                Arguments.of(XFault.REFUSE_402_CREDITS, 402, "CreditsDepleted"),
                Arguments.of(XFault.REFUSE_403_ACCESS_LEVEL, 403, "\"code\":453"),
                Arguments.of(XFault.REFUSE_403_DUPLICATE, 403, "duplicate content"),
                Arguments.of(XFault.REFUSE_403_DUPLICATE_187, 403, "\"code\":187"),
                Arguments.of(
                        XFault.REFUSE_403_OAUTH1_PERMISSIONS,
                        403,
                        "https://api.twitter.com/2/problems/oauth1-permissions"),
                Arguments.of(XFault.REFUSE_403_NOT_ENROLLED, 403, "client-not-enrolled"),
                Arguments.of(XFault.REFUSE_403_PARENT, 403, "deleted or not visible to you"),
                Arguments.of(XFault.REFUSE_403_SELF_REPLY, 403, "Reply to this conversation is not allowed"),
                Arguments.of(XFault.REFUSE_429, 429, "Too Many Requests"),
                Arguments.of(XFault.REFUSE_429_USAGE_CAP, 429, "UsageCapExceeded"));
    }

    @ParameterizedTest
    @MethodSource("answered")
    void anAnswerOutOfOrderCommitsAsItsNameSays(XFault fault, int status, String within) throws Exception {
        x.plan(fault);
        var answer = client.post("once");
        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains(within));
        assertEquals(fault.toString().startsWith("ACCEPT") ? 1 : 0, x.posts().size());
    }

    @Test
    void aPlannedRateLimitNamesItsReset() throws Exception {
        var reset = Instant.parse("2026-11-21T12:07:00Z");
        x.plan(XFault.rateLimited(reset), XFault.rateLimitedForDay(reset), XFault.REFUSE_429);
        assertEquals(
                List.of("100", "0", "" + reset.getEpochSecond()),
                window(client.post("a").headers().map(), "x-rate-limit"));
        var forDay = client.post("a").headers();
        assertEquals(List.of("17", "0", "" + reset.getEpochSecond()), window(forDay.map(), "x-user-limit-24hour"));
        assertEquals("100", forDay.firstValue("x-rate-limit-remaining").orElseThrow());
        assertTrue(client.post("a").headers().firstValue("x-rate-limit-reset").isEmpty());
    }

    @Test
    void aLateAcceptanceComesAfterTheClientHasGone() throws Exception {
        x.patience(Duration.ofMillis(50)).plan(XFault.acceptAfter(Duration.ofMillis(400)));
        assertThrows(IOException.class, () -> client.post("late"));
        assertTrue(x.posts().isEmpty());
        for (var tries = 0; x.posts().isEmpty() && tries < 100; tries++) Thread.sleep(20);
        assertEquals("late", x.posts().getFirst().text());
    }

    @Test
    void faultsHappenInTheirOrderThenForeverUntilHealed() throws Exception {
        x.plan(XFault.REFUSE_401, XFault.REFUSE_402_CREDITS).forever(XFault.REFUSE_503);
        for (var status : List.of(401, 402, 503, 503))
            assertEquals(status, client.post("a").statusCode());
        x.heal();
        assertEquals(201, client.post("a").statusCode());
    }

    /**
     * What HttpURLConnection asks again after is an end in good order before the first byte (CHANNELS 0.5). Played without
     * HttpURLConnection: it reads {@code sun.net.http.retryPost} once in a JVM's life, which other tests depend on.
     */
    @Test
    void aConnectionIsClosedInGoodOrderOrReset() throws Exception {
        x.plan(XFault.ACCEPT_CLOSE, XFault.DROP_RESET);
        assertEquals(-1, firstByteOfAnswer("closed"));
        assertThrows(SocketException.class, () -> firstByteOfAnswer("reset"));
        assertEquals(List.of("closed"), x.posts().stream().map(XPost::text).toList());
    }

    @Test
    void aRequestSentAgainAsItWasIsNotSignedAnew() throws Exception {
        x.plan(XFault.ACCEPT_CLOSE);
        client.nonce("same").at(Instant.now());
        assertThrows(IOException.class, () -> client.post("once"));
        assertEquals(401, client.post("once").statusCode());
        assertEquals(1, x.posts().size());
        assertEquals(2, x.requestCount("POST", "/2/tweets"));
    }

    @Test
    void requestsAreKeptAsTheyCame() throws Exception {
        client.post("kept");
        client.get("/2/users/me?user.fields=id");
        var post = x.requests().getFirst();
        assertEquals("{\"text\":\"kept\"}", post.text());
        assertEquals("application/json", post.header("Content-Type").orElseThrow());
        assertEquals("user.fields=id", x.requests().getLast().query());
        assertEquals(1, x.requestCount("GET", "/2/users/me"));
    }

    private int firstByteOfAnswer(String text) throws IOException {
        var uri = URI.create(x.baseUrl() + "/2/tweets");
        var body = new String(XJson.bytes(Map.of("text", text)), StandardCharsets.UTF_8);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(5_000);
            var request = "POST /2/tweets HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: "
                    + client.authorization("POST", uri)
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read();
        }
    }

    private String timeline(String query) {
        return "/2/users/" + x.account().id() + "/tweets?" + query;
    }

    private static void assertBody(int status, String body, HttpResponse<String> answer) throws IOException {
        assertEquals(status, answer.statusCode());
        assertEquals(XJson.read(body.getBytes(StandardCharsets.UTF_8)), json(answer));
    }

    private static void assertInvalid(HttpResponse<String> answer) throws IOException {
        assertEquals(400, answer.statusCode());
        assertEquals("Invalid Request", json(answer).get("title"));
        assertEquals(
                "https://api.twitter.com/2/problems/invalid-request",
                json(answer).get("type"));
    }

    private static List<String> window(Map<String, List<String>> headers, String window) {
        return Stream.of("-limit", "-remaining", "-reset")
                .map(it -> headers.get(window + it).getFirst())
                .toList();
    }

    private static String id(HttpResponse<String> answer) throws IOException {
        assertEquals(201, answer.statusCode(), answer::body);
        return (String) data(answer).get("id");
    }

    private static List<String> ids(Map<?, ?> timeline) {
        return posts(timeline).stream().map(it -> (String) it.get("id")).toList();
    }

    private static List<Map<?, ?>> posts(Map<?, ?> timeline) {
        return ((List<?>) timeline.get("data"))
                .stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList();
    }

    private static Map<?, ?> data(HttpResponse<String> answer) throws IOException {
        return (Map<?, ?>) json(answer).get("data");
    }

    private static Map<?, ?> json(HttpResponse<String> answer) throws IOException {
        return (Map<?, ?>) XJson.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
