package herald.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.testing.ApiClient;
import herald.testing.ChatFault;
import herald.testing.ChatPost;
import herald.testing.DiscordStub;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.SlackStub;
import herald.testing.TeamsStub;
import herald.testing.TelegramStub;
import herald.testing.WebhookStub;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the manage API to what stands in the chat: every update once, in order, in Korean. */
class ChatsEndToEndTest {

    @RegisterExtension
    static final HeraldServer HERALD =
            HeraldServer.onFreshDatabase().withAll(Drill.QUICK).with("herald.slack.looks", "100ms,250ms");

    private static final String FIRST = "메시지 수신 장애를 확인하고 있습니다. 👨‍👩‍👧‍👦";
    private static final String LAST = "정상화되었습니다. @everyone <!channel>";

    private final Page page =
            HERALD.bean(Pages.class).create(new PageFields("톡", null, null, "Asia/Seoul", List.of("ko", "en"), null));

    @Test
    void slacksBotKeepsAnIncidentInOneThread() {
        try (var slack = new SlackStub()) {
            target("slack", botOn(slack));
            var deliveries = tell(3);
            assertThread(slack.posts());
            assertIsKept(slack::posts);
            assertEquals(List.of(), slack.called());
            assertEquals(ids(slack.posts()), remoteIds(deliveries));
            assertTrue(
                    ((String) deliveries.getFirst().get("permalink")).startsWith("https://talk.slack.com/archives/C"));
        }
    }

    @Test
    void a08_slacksBotFindsWhatItHasPosted() {
        try (var slack = new SlackStub()) {
            target("slack", botOn(slack));
            slack.plan(ChatFault.ACCEPT_CLOSE);
            tell(3);
            assertThread(slack.posts());
        }
    }

    @Test
    void aSlackWebhookPostsEachUpdateOnItsOwn() {
        try (var slack = new SlackStub()) {
            target("slack", Map.of("url", slack.webhookUrl()));
            tell(3);
            assertInOrder(slack.posts());
            assertEquals(List.of(), slack.called());
        }
    }

    @Test
    void a08_aSlackWebhookSendsAgainWhatIsUncertain() {
        try (var slack = new SlackStub()) {
            target("slack", Map.of("url", slack.webhookUrl()));
            slack.plan(ChatFault.DROP_CLOSE);
            tell(3);
            assertInOrder(slack.posts());
        }
    }

    @Test
    void a08_whereStaffAskToLookAnUncertainMessageWaitsForThem() {
        try (var teams = new TeamsStub()) {
            target("teams", Map.of("url", teams.url(), "uncertain", "ASK"));
            teams.plan(ChatFault.ACCEPT_CLOSE);
            var incident = open();
            Drill.until(() -> states(incident).equals(List.of("unconfirmed")), () -> "unconfirmed");
            assertEquals(1, teams.posts().size());
        }
    }

    @Test
    void discordHasEachUpdateOnce() {
        try (var discord = new DiscordStub()) {
            target("discord", Map.of("url", discord.webhookUrl()));
            var deliveries = tell(3);
            assertInOrder(discord.posts());
            assertIsKept(discord::posts);
            assertEquals(List.of(), discord.called());
            assertEquals(ids(discord.posts()), remoteIds(deliveries));
        }
    }

    @Test
    void a12_aDiscordWebhookThatIsGonePausesItsTarget() {
        try (var discord = new DiscordStub()) {
            target("discord", Map.of("url", discord.webhookUrl().replace("/700/", "/701/")));
            var incident = open();
            Drill.until(
                    () -> ApiClient.list(call("GET", "/targets", null))
                            .getFirst()
                            .get("state")
                            .equals("paused"),
                    () -> "a paused target");
            assertEquals(List.of("pending"), states(incident));
        }
    }

    @Test
    void teamsHasEachUpdateOnce() {
        try (var teams = new TeamsStub()) {
            target("teams", Map.of("url", teams.url()));
            tell(3);
            assertInOrder(teams.posts());
        }
    }

    @Test
    void telegramsUpdatesAnswerTheFirst() {
        try (var telegram = new TelegramStub()) {
            target(
                    "telegram",
                    Map.of(
                            "api_url",
                            telegram.apiUrl(),
                            "bot_token",
                            TelegramStub.TOKEN,
                            "chat_id",
                            TelegramStub.CHAT));
            tell(3);
            assertThread(telegram.posts());
            assertIsKept(telegram::posts);
            assertEquals(List.of(), telegram.called());
        }
    }

    @Test
    void a08_aReceiverTakesEachEventOnceHoweverOftenItComes() {
        try (var receiver = new WebhookStub()) {
            target("webhook", Map.of("url", receiver.url(), "secret", WebhookStub.SECRET));
            receiver.plan(ChatFault.ACCEPT_CLOSE, ChatFault.ACCEPT_500, ChatFault.DROP_RESET);
            tell(3);
            assertEquals(List.of(), receiver.refused());
            var texts = receiver.events().stream()
                    .map(event -> (String) ((Map<?, ?>) event.get("data")).get("text"))
                    .toList();
            assertEquals(3, texts.size());
            assertTrue(texts.getFirst().contains(FIRST) && texts.getLast().contains("정상화되었습니다."), texts.toString());
            assertEquals(6, receiver.requests().size());
            var sequences = receiver.events().stream()
                    .map(event -> ((Number) ((Map<?, ?>) event.get("data")).get("sequence")).longValue())
                    .toList();
            assertEquals(sequences.stream().sorted().distinct().toList(), sequences);
        }
    }

    @Test
    void noAddressThatIsASecretComesOutOfTheApi() {
        try (var teams = new TeamsStub()) {
            target("teams", Map.of("url", teams.url()));
            assertFalse(call("GET", "/targets", null).body().contains("se-cret"));
        }
    }

    private static Map<String, String> botOn(SlackStub slack) {
        return Map.of("api_url", slack.apiUrl(), "bot_token", SlackStub.TOKEN, "channel", SlackStub.CHANNEL);
    }

    private void target(String channel, Map<String, String> settings) {
        var target = Map.of("channel", channel, "name", channel, "language", "ko", "settings", settings);
        ApiClient.object(call("POST", "/targets", ApiClient.json(Map.of("target", target))));
    }

    /** Opens an incident and ends it with the last of {@code updates}; answers its deliveries once all are settled. */
    private List<Map<String, Object>> tell(int updates) {
        var incident = open();
        for (int i = 2; i <= updates; i++) {
            var stage = i == updates ? "resolved" : "monitoring";
            var body = i == updates ? LAST : "지켜보고 있습니다.";
            ApiClient.object(call(
                    "PATCH",
                    "/incidents/" + incident,
                    ApiClient.json(Map.of("incident", Map.of("status", stage, "body", body)))));
        }
        var settled = Collections.nCopies(updates, "delivered");
        Drill.until(() -> states(incident).equals(settled), () -> settled + " instead of " + deliveries(incident));
        return deliveries(incident);
    }

    private String open() {
        var incident = Map.of("name", "메시지 & PC 장애", "status", "investigating", "body", FIRST);
        return (String) ApiClient.object(call("POST", "/incidents", ApiClient.json(Map.of("incident", incident))))
                .get("id");
    }

    /** Of the updates themselves, and not of the first message's edits. */
    private List<Map<String, Object>> deliveries(String incident) {
        return ApiClient.list(call("GET", "/incidents/" + incident + "/deliveries", null)).stream()
                .filter(delivery -> "post".equals(delivery.getOrDefault("kind", "post")))
                .toList();
    }

    private List<Object> states(String incident) {
        return deliveries(incident).stream()
                .map(delivery -> delivery.get("state"))
                .toList();
    }

    private HttpResponse<String> call(String method, String path, String json) {
        return HERALD.api(method, "/v1/pages/" + page.code() + path, json);
    }

    private static void assertThread(List<ChatPost> posts) {
        assertInOrder(posts);
        assertEquals(Optional.empty(), posts.getFirst().answers());
        posts.stream()
                .skip(1)
                .forEach(post -> assertEquals(Optional.of(posts.getFirst().id()), post.answers()));
    }

    private static void assertInOrder(List<ChatPost> posts) {
        assertEquals(3, posts.size(), posts.toString());
        assertTrue(posts.getFirst().first().contains(FIRST), posts.toString());
        assertTrue(posts.get(1).first().contains("지켜보고 있습니다."), posts.toString());
        assertTrue(posts.getLast().first().contains("정상화되었습니다."), posts.toString());
    }

    /** The first message is brought to the state of the last update once that one is out. */
    private static void assertIsKept(Supplier<List<ChatPost>> posts) {
        Drill.until(
                () -> posts.get().getFirst().now().contains("정상화되었습니다."),
                () -> posts.get().toString());
    }

    private static List<String> ids(List<ChatPost> posts) {
        return posts.stream().map(ChatPost::id).toList();
    }

    private static List<Object> remoteIds(List<Map<String, Object>> deliveries) {
        return deliveries.stream().map(delivery -> delivery.get("remote_id")).toList();
    }
}
