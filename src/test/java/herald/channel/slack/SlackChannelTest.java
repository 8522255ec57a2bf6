package herald.channel.slack;

import static herald.channel.slack.SlackFixtures.AFTERWARDS;
import static herald.channel.slack.SlackFixtures.WORDS;
import static herald.channel.slack.SlackFixtures.bot;
import static herald.channel.slack.SlackFixtures.channel;
import static herald.channel.slack.SlackFixtures.hurried;
import static herald.channel.slack.SlackFixtures.webhook;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.Check;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.testing.ChatFault;
import herald.testing.Chats;
import herald.testing.SlackStub;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to Slack, and what the wire can do to it. */
class SlackChannelTest {

    private final SlackStub slack = new SlackStub();

    @AfterEach
    void stop() {
        slack.close();
    }

    @Test
    void aWebhookPostsTheUpdateAsACard() {
        var outcome = channel().send(Chats.post(WORDS), webhook(slack));
        assertEquals(Optional.empty(), delivered(outcome).receipt().remoteId());
        var read = slack.posts().getFirst().first();
        assertTrue(read.contains("\n[확인 중] 메시지 수신 장애 & <PC> · 21:47 KST\n"), read);
        assertTrue(read.contains("일부 사용자의 메시지 수신이 원활하지 않습니다. 👨‍👩‍👧‍👦"), read);
        assertTrue(read.contains("메시지 · PC 로그인 · 다음 안내는 22:40 KST까지 드리겠습니다\n톡 상태"), read);
        var body = slack.requests().getLast().text();
        assertTrue(body.contains("\"color\":\"#D9640B\""), body);
        assertTrue(body.contains("\"url\":\"" + Chats.LINK + "\""), body);
    }

    @Test
    void aFirstLineThatNamesNeitherStageNorIncidentStandsBelowBoth() {
        delivered(channel().send(Chats.post("Back in a minute.\nSorry!"), webhook(slack)));
        var read = slack.posts().getFirst().first();
        assertTrue(read.contains("\n확인 중 · " + Chats.TITLE + "\nBack in a minute.\nSorry!\n"), read);
    }

    @Test
    void everyTrySendsTheSameBytes() {
        channel().send(Chats.post(WORDS), webhook(slack));
        channel().send(Chats.post(WORDS), webhook(slack));
        assertArrayEquals(
                slack.requests().getFirst().body(), slack.requests().getLast().body());
    }

    @Test
    void aWebhookCanDoNothingButPost() {
        assertEquals(Set.of(), channel().abilities(webhook(slack)));
        assertEquals(
                Set.of(Ability.THREAD, Ability.EDIT, Ability.DELETE, Ability.ROOT_CARD),
                channel().abilities(bot(slack)));
    }

    @Test
    void aBotAnswersInTheThreadOfTheFirstMessage() {
        var account = bot(slack);
        var root = id(channel().send(Chats.post(WORDS), account));
        var reply = id(channel().send(Chats.reply(AFTERWARDS, root), account));
        assertEquals(
                List.of(root, reply), slack.posts().stream().map(it -> it.id()).toList());
        assertEquals(Optional.of(root), slack.posts().getLast().answers());
    }

    @Test
    void theFirstMessageIsKeptAtTheCurrentStage() {
        var account = bot(slack);
        var root = id(channel().send(Chats.post(WORDS), account));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account));
        var post = slack.posts().getFirst();
        assertTrue(post.now().contains("\n[복구됨] 메시지 수신 장애 & <PC> · 22:40 KST\n"), post.now());
        assertTrue(slack.requests().getLast().text().contains("\"#1A7F4B\""));
        assertEquals(1, slack.posts().size());
    }

    @Test
    void anEditOfAMessageThatIsGoneIsDone() {
        var account = bot(slack);
        var root = id(channel().send(Chats.post(WORDS), account));
        slack.deleteByHand(root);
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account));
    }

    @Test
    void aMessageIsTakenBackOnce() {
        var account = bot(slack);
        var root = id(channel().send(Chats.post(WORDS), account));
        delivered(channel().send(Chats.delete(root), account));
        delivered(channel().send(Chats.delete(root), account));
        assertFalse(slack.posts().getFirst().standing());
    }

    @Test
    void whereTheFirstMessageIsGoneTheNextGoesOutOnItsOwn() {
        assertInstanceOf(
                Outcome.Unthreaded.class, channel().send(Chats.reply(AFTERWARDS, "1700000000.000100"), bot(slack)));
        assertEquals(List.of(), slack.posts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAST", "ALWAYS", "NEVER"})
    void repliesAreShownInTheChannelAsStaffChose(String broadcast) {
        var account = bot(slack, "broadcast", broadcast);
        var root = id(channel().send(Chats.post(WORDS), account));
        var open = new Message.ReplyTo(root, Chats.NOW);
        channel()
                .send(
                        new Message(
                                "k9",
                                new Act.Post(),
                                WORDS,
                                Optional.of(Chats.card()),
                                "ko",
                                Optional.of(open),
                                Optional.of(open),
                                1,
                                Chats.NOW,
                                () -> true),
                        account);
        channel().send(Chats.reply(AFTERWARDS, root), account);
        assertEquals(
                switch (broadcast) {
                    case "ALWAYS" -> 2;
                    case "LAST" -> 1;
                    default -> 0;
                },
                slack.broadcast().size());
    }

    @Test
    void aMessageHasItsAddressInTheWorkspace() {
        var account = bot(slack);
        var root = delivered(channel().send(Chats.post(WORDS), account)).receipt();
        var ts = root.remoteId().orElseThrow();
        assertEquals(
                Optional.of(URI.create("https://talk.slack.com/archives/C0123456789/p" + ts.replace(".", ""))),
                root.permalink());
        var reply =
                delivered(channel().send(Chats.reply(AFTERWARDS, ts), account)).receipt();
        assertTrue(reply.permalink().orElseThrow().toString().endsWith("?thread_ts=" + ts + "&cid=C0123456789"));
        assertEquals(reply.remoteId(), channel().remoteId(reply.permalink().orElseThrow()));
        assertEquals(
                1,
                slack.requests().stream()
                        .filter(it -> it.path().equals("/api/auth.test"))
                        .count());
    }

    @Test
    void nobodyIsCalledWhateverTheWordsAre() {
        var words = "<!channel> <@U123> <!here|now> <#C1|x>\n<!subteam^S1>";
        channel().send(Chats.post(words), webhook(slack));
        channel().send(new Message("k1", words, "ko", Optional.empty(), 1, Chats.NOW, () -> true), bot(slack));
        assertEquals(2, slack.posts().size());
        assertEquals(List.of(), slack.called());
    }

    @Test
    void aMessageWhoseTimeHasRunOutNeverLeaves() {
        var late = new Message("k1", WORDS, "ko", Optional.empty(), 1, Chats.NOW, () -> false);
        assertInstanceOf(Outcome.Deferred.class, channel().send(late, webhook(slack)));
        assertEquals(List.of(), slack.posts());
    }

    static Stream<ChatFault> accepted() {
        return Stream.of(
                ChatFault.ACCEPT_CLOSE,
                ChatFault.ACCEPT_RESET,
                ChatFault.ACCEPT_HANG,
                ChatFault.ACCEPT_SLOWLORIS,
                ChatFault.ACCEPT_TRUNCATED,
                ChatFault.ACCEPT_500,
                ChatFault.ACCEPT_502_HTML,
                ChatFault.ACCEPT_GARBAGE,
                ChatFault.ACCEPT_200_HTML,
                ChatFault.acceptSaying(200, "{\"ok\":false,\"error\":\"internal_error\"}"),
                ChatFault.acceptSaying(200, "{\"ok\":false,\"error\":\"fatal_error\"}"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void a08_aMessageWhoseAnswerIsLostIsFoundByItsKey(ChatFault fault) {
        var account = bot(slack);
        slack.plan(fault);
        var message = Chats.post(WORDS);
        assertInstanceOf(Outcome.Unconfirmed.class, hurried().send(message, account));
        var found = assertInstanceOf(Finding.Found.class, channel().find(message, account));
        assertEquals(Optional.of(slack.posts().getFirst().id()), found.receipt().remoteId());
        assertEquals(1, slack.posts().size());
    }

    @ParameterizedTest
    @MethodSource("dropped")
    void a07_aMessageThatNeverArrivedIsFoundAbsent(ChatFault fault) {
        slack.plan(fault);
        var message = Chats.post(WORDS);
        assertInstanceOf(Outcome.Unconfirmed.class, hurried().send(message, bot(slack)));
        assertInstanceOf(Finding.Absent.class, channel().find(message, bot(slack)));
    }

    static Stream<ChatFault> dropped() {
        return Stream.of(ChatFault.DROP_CLOSE, ChatFault.DROP_RESET, ChatFault.REFUSE_500, ChatFault.REFUSE_503);
    }

    @Test
    void aReplyIsLookedForInItsThreadPageByPage() {
        var account = bot(slack);
        var root = id(channel().send(Chats.post(WORDS), account));
        var lost = Chats.reply(AFTERWARDS, root);
        slack.plan(ChatFault.ACCEPT_CLOSE);
        channel().send(lost, account);
        for (int i = 0; i < 4; i++) {
            channel()
                    .send(
                            Chats.message("o" + i, new Act.Post(), "또 " + i, Optional.empty(), Optional.of(root)),
                            account);
        }
        slack.pageSize(2);
        var found = assertInstanceOf(Finding.Found.class, channel().find(lost, account));
        assertEquals(Optional.of(slack.posts().get(1).id()), found.receipt().remoteId());
    }

    @Test
    void aBotThatMayNotReadDoesAsStaffChose() {
        slack.readable(false);
        assertInstanceOf(Finding.Absent.class, channel().find(Chats.post(WORDS), bot(slack)));
        assertInstanceOf(Finding.Unknown.class, channel().find(Chats.post(WORDS), bot(slack, "uncertain", "ASK")));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void anUncertainWebhookDoesAsStaffChose(ChatFault fault) {
        slack.plan(fault, fault);
        assertInstanceOf(Outcome.Deferred.class, hurried().send(Chats.post(WORDS), webhook(slack)));
        assertInstanceOf(
                Outcome.Unconfirmed.class, hurried().send(Chats.post(WORDS), webhook(slack, "uncertain", "ASK")));
    }

    @Test
    void a06_slacksPauseIsKept() {
        slack.plan(ChatFault.refuse(429, Map.of("retry-after", "7"), ""));
        var outcome = assertInstanceOf(Outcome.Deferred.class, channel().send(Chats.post(WORDS), bot(slack)));
        assertEquals(Optional.of(Chats.NOW.plusSeconds(7)), outcome.until());
    }

    @Test
    void anEditWhoseAnswerIsLostIsDoneAgain() {
        var account = bot(slack);
        var root = id(channel().send(Chats.post(WORDS), account));
        slack.plan(ChatFault.ACCEPT_CLOSE);
        assertInstanceOf(Outcome.Deferred.class, channel().send(Chats.edit(AFTERWARDS, root), account));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account));
    }

    @Test
    void aBotIsCheckedWithoutAPost() {
        var ready = assertInstanceOf(Check.Ready.class, channel().check(bot(slack)));
        assertEquals(new Check.Ready("herald in Talk in #status", List.of()), ready);
        slack.readable(false);
        assertEquals(
                1,
                assertInstanceOf(Check.Ready.class, channel().check(bot(slack)))
                        .warnings()
                        .size());
        assertInstanceOf(
                Check.Broken.class,
                channel()
                        .check(new Account(
                                "t",
                                Chats.settings(
                                        "api_url",
                                        slack.apiUrl(),
                                        "bot_token",
                                        "xoxb-other",
                                        "channel",
                                        SlackStub.CHANNEL))));
        assertInstanceOf(
                Check.Broken.class,
                channel()
                        .check(new Account(
                                "t",
                                Chats.settings(
                                        "api_url",
                                        slack.apiUrl(),
                                        "bot_token",
                                        SlackStub.TOKEN,
                                        "channel",
                                        "C9999999999"))));
        assertEquals(List.of(), slack.posts());
    }

    @Test
    void aWebhookIsCheckedWithoutAPost() {
        assertInstanceOf(Check.Ready.class, channel().check(webhook(slack)));
        assertInstanceOf(Check.Broken.class, channel().check(Chats.account("url", slack.webhookUrl() + "x")));
        assertEquals(List.of(), slack.posts());
    }

    @Test
    void noSecretIsEverPrinted() {
        var account = bot(slack);
        assertFalse(SlackAccount.of(account).toString().contains(SlackStub.TOKEN));
        assertFalse(SlackAccount.of(webhook(slack)).toString().contains("secret"));
        slack.forever(ChatFault.DROP_CLOSE);
        assertFalse(channel().send(Chats.post(WORDS), webhook(slack)).toString().contains("/services/"));
    }

    private static Outcome.Delivered delivered(Outcome outcome) {
        return assertInstanceOf(Outcome.Delivered.class, outcome);
    }

    private static String id(Outcome outcome) {
        return delivered(outcome).receipt().remoteId().orElseThrow();
    }
}
