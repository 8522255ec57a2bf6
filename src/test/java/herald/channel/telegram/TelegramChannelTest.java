package herald.channel.telegram;

import static herald.testing.Chats.AFTERWARDS;
import static herald.testing.Chats.WORDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Check;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.testing.ChatFault;
import herald.testing.Chats;
import herald.testing.TelegramStub;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over the wire to Telegram, and what the wire can do to it. */
class TelegramChannelTest {

    private final TelegramStub telegram = new TelegramStub();

    @AfterEach
    void stop() {
        telegram.close();
    }

    @Test
    void anUpdateIsPostedUnderABoldHeadlineThatLeadsToThePage() {
        var receipt = delivered(channel().send(Chats.post(WORDS), account())).receipt();
        assertEquals(WORDS, telegram.posts().getFirst().first());
        assertEquals(Optional.of(telegram.posts().getFirst().id()), receipt.remoteId());
        assertEquals(
                Optional.of(URI.create(
                        "https://t.me/c/1234567890/" + receipt.remoteId().get())),
                receipt.permalink());
        var body = telegram.requests().getLast().text();
        assertTrue(body.contains("<b><a href=\\\"" + Chats.LINK + "\\\">[확인 중] 메시지 수신 장애 &amp; &lt;PC&gt;"), body);
        assertTrue(body.contains("\"link_preview_options\":{\"is_disabled\":true}"), body);
    }

    @Test
    void everyTrySendsTheSameBytes() {
        channel().send(Chats.post(WORDS), account());
        channel().send(Chats.post(WORDS), account());
        assertArrayEquals(
                telegram.requests().getFirst().body(),
                telegram.requests().getLast().body());
    }

    @Test
    void theNextUpdateAnswersTheFirstWhichIsKeptAtTheCurrentStage() {
        var root = id(channel().send(Chats.post(WORDS), account()));
        delivered(channel().send(Chats.reply(AFTERWARDS, root), account()));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account()));
        assertEquals(Optional.of(root), telegram.posts().getLast().answers());
        assertEquals(AFTERWARDS, telegram.posts().getFirst().now());
        assertEquals(2, telegram.posts().size());
    }

    @Test
    void editsAndDeletesRepeatHarmlessly() {
        var root = id(channel().send(Chats.post(WORDS), account()));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account()));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account()));
        telegram.plan(ChatFault.ACCEPT_CLOSE);
        assertInstanceOf(Outcome.Deferred.class, channel().send(Chats.edit(WORDS, root), account()));
        delivered(channel().send(Chats.delete(root), account()));
        delivered(channel().send(Chats.delete(root), account()));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account()));
        assertFalse(telegram.posts().getFirst().standing());
    }

    @Test
    void anAnswerToAMessageThatIsGoneGoesOutOnItsOwn() {
        var root = id(channel().send(Chats.post(WORDS), account()));
        telegram.deleteByHand(root);
        delivered(channel().send(Chats.reply(AFTERWARDS, root), account()));
        assertEquals(Optional.empty(), telegram.posts().getLast().answers());
    }

    @Test
    void aGroupThatHasMovedIsFollowed() {
        var account = account("chat_id", TelegramStub.OLD_CHAT);
        var first = assertInstanceOf(Outcome.Deferred.class, channel().send(Chats.post(WORDS), account));
        assertEquals(Optional.of(Chats.NOW), first.until());
        delivered(channel().send(Chats.post(WORDS), account));
        delivered(channel().send(Chats.post(AFTERWARDS), account));
        assertEquals(2, telegram.posts().size());
    }

    @Test
    void aTopicIsPostedTo() {
        delivered(channel().send(Chats.post(WORDS), account("message_thread_id", "7")));
        assertInstanceOf(
                Outcome.Unauthorised.class, channel().send(Chats.post(WORDS), account("message_thread_id", "8")));
    }

    @Test
    void nobodyIsCalledByWhatPeopleWrote() {
        delivered(channel()
                .send(Chats.post("@boss look\n<a href=\"tg://user?id=1\">x</a> @all, mail a@b.example"), account()));
        assertEquals(List.of(), telegram.called());
        assertTrue(telegram.posts().getFirst().now().contains("a@b.example"));
    }

    static Stream<ChatFault> uncertain() {
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
                ChatFault.DROP_CLOSE,
                ChatFault.REFUSE_500,
                ChatFault.REFUSE_503);
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void a08_whatIsUncertainDoesAsStaffChose(ChatFault fault) {
        telegram.plan(fault, fault);
        assertInstanceOf(Outcome.Deferred.class, hurried().send(Chats.post(WORDS), account()));
        assertInstanceOf(Outcome.Unconfirmed.class, hurried().send(Chats.post(WORDS), account("uncertain", "ASK")));
    }

    @Test
    void aLookAsksNobodyAndDoesAsStaffChose() {
        assertInstanceOf(Finding.Absent.class, channel().find(Chats.post(WORDS), account()));
        assertInstanceOf(Finding.Unknown.class, channel().find(Chats.post(WORDS), account("uncertain", "ASK")));
    }

    @Test
    void a06_telegramsPauseIsKept() {
        telegram.plan(ChatFault.refuse(
                429,
                Map.of(),
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after"
                        + " 5\",\"parameters\":{\"retry_after\":5}}"));
        var outcome = assertInstanceOf(Outcome.Deferred.class, channel().send(Chats.post(WORDS), account()));
        assertEquals(Optional.of(Chats.NOW.plusSeconds(5)), outcome.until());
    }

    @Test
    void aMessageWhoseTimeHasRunOutNeverLeaves() {
        var late = new Message("k1", WORDS, "ko", Optional.empty(), 1, Chats.NOW, () -> false);
        assertInstanceOf(Outcome.Deferred.class, channel().send(late, account()));
        assertEquals(List.of(), telegram.posts());
    }

    @Test
    void botAndChatAreCheckedWithoutAPost() {
        assertEquals(
                new Check.Ready("@herald_bot in Talk", List.of()), channel().check(account()));
        assertInstanceOf(Check.Broken.class, channel().check(account("chat_id", "-100999")));
        assertInstanceOf(
                Check.Broken.class, channel().check(account("bot_token", "123456789:AAother_token-0123456789")));
        assertEquals(List.of(), telegram.posts());
    }

    @Test
    void aWrongTokenStopsTheTargetAndIsNeverPrinted() {
        var account = account("bot_token", "123456789:AAother_token-0123456789");
        var outcome = assertInstanceOf(Outcome.Unauthorised.class, channel().send(Chats.post(WORDS), account));
        assertFalse(outcome.reason().contains("AAother"), outcome.reason());
        assertFalse(TelegramAccount.of(account).toString().contains("AAother"));
    }

    private Account account(String... more) {
        var settings = new HashMap<>(
                Map.of("api_url", telegram.apiUrl(), "bot_token", TelegramStub.TOKEN, "chat_id", TelegramStub.CHAT));
        settings.putAll(Chats.settings(more));
        return new Account("target-1", settings);
    }

    private static TelegramChannel channel() {
        return channel(Chats.PATIENT);
    }

    private static TelegramChannel hurried() {
        return channel(Chats.HURRIED);
    }

    private static TelegramChannel channel(CallDeadlines deadlines) {
        return new TelegramChannel(Chats.courier(deadlines), Chats.OPEN, Chats.CLOCK, Chats.JSON);
    }

    private static Outcome.Delivered delivered(Outcome outcome) {
        return assertInstanceOf(Outcome.Delivered.class, outcome);
    }

    private static String id(Outcome outcome) {
        return delivered(outcome).receipt().remoteId().orElseThrow();
    }
}
