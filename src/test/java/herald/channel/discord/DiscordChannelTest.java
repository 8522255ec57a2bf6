package herald.channel.discord;

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
import herald.testing.DiscordStub;
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

/** What goes over the wire to Discord, and what the wire can do to it. */
class DiscordChannelTest {

    private final DiscordStub discord = new DiscordStub();

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void anUpdateIsAnEmbedUnderItsOwnHeadline() {
        var receipt = delivered(channel().send(Chats.post(WORDS), account())).receipt();
        assertEquals(Optional.of(discord.posts().getFirst().id()), receipt.remoteId());
        assertEquals(
                Optional.of(URI.create("https://discord.com/channels/900/800/"
                        + receipt.remoteId().get())),
                receipt.permalink());
        var body = discord.requests().getLast().text();
        assertTrue(body.contains("\"title\":\"\\\\[확인 중\\\\] 메시지 수신 장애 & \\\\<PC\\\\> · 21:47 KST\""), body);
        assertTrue(body.contains("\"url\":\"" + Chats.LINK + "\""), body);
        assertTrue(body.contains("\"color\":14246923"), body);
        assertTrue(body.contains("\"timestamp\":\"2026-11-22T12:47:00Z\""), body);
        assertTrue(body.contains("메시지 · PC 로그인\\n\\n다음 안내는 22:40 KST까지"), body);
        assertTrue(body.contains("\"allowed_mentions\":{\"parse\":[]}"), body);
        assertEquals(
                Optional.of("true"),
                Optional.of(discord.requests().getLast().query().replaceFirst("^wait=", "")));
    }

    @Test
    void everyTrySendsTheSameBytes() {
        channel().send(Chats.post(WORDS), account());
        channel().send(Chats.post(WORDS), account());
        assertArrayEquals(posted().getFirst(), posted().getLast());
    }

    @Test
    void theFirstMessageIsKeptAtTheCurrentStage() {
        var account = account();
        var root = id(channel().send(Chats.post(WORDS), account));
        delivered(channel().send(Chats.reply(AFTERWARDS, root), account));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account));
        assertEquals(2, discord.posts().size());
        assertTrue(
                discord.posts().getFirst().now().contains("복구됨"),
                discord.posts().getFirst().now());
    }

    @Test
    void inAForumEachIncidentIsAPostOfItsOwn() {
        discord.forum();
        var account = account();
        assertInstanceOf(Outcome.Deferred.class, channel().send(Chats.post(WORDS), account));
        var root = id(channel().send(Chats.post(WORDS), account));
        assertTrue(root.matches("\\d+/\\d+"), root);
        assertEquals(List.of(Chats.TITLE), List.copyOf(discord.threadTitles().values()));
        var reply = delivered(channel().send(Chats.reply(AFTERWARDS, root), account))
                .receipt();
        assertEquals(
                discord.posts().getFirst().answers(), discord.posts().getLast().answers());
        assertTrue(reply.permalink().orElseThrow().getPath().startsWith("/channels/900/" + root.split("/")[0]));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account));
        assertTrue(discord.posts().getFirst().now().contains("복구됨"));
    }

    @Test
    void whereTheForumsPostIsGoneTheNextUpdateGoesOutOnItsOwn() {
        discord.forum();
        assertInstanceOf(Outcome.Unthreaded.class, channel().send(Chats.reply(AFTERWARDS, "55/66"), account()));
    }

    @Test
    void editsAndDeletesRepeatHarmlessly() {
        var account = account();
        var root = id(channel().send(Chats.post(WORDS), account));
        delivered(channel().send(Chats.delete(root), account));
        delivered(channel().send(Chats.delete(root), account));
        delivered(channel().send(Chats.edit(AFTERWARDS, root), account));
        discord.plan(ChatFault.ACCEPT_CLOSE);
        assertInstanceOf(Outcome.Deferred.class, channel().send(Chats.edit(AFTERWARDS, root), account));
        assertFalse(discord.posts().getFirst().standing());
    }

    @Test
    void nobodyIsCalledWhateverTheWordsAre() {
        delivered(channel().send(Chats.post("@everyone <@1> <@&2> @here\n@everyone"), account()));
        assertEquals(List.of(), discord.called());
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
        discord.plan(fault, fault);
        assertInstanceOf(Outcome.Deferred.class, hurried().send(Chats.post(WORDS), account()));
        assertInstanceOf(Outcome.Unconfirmed.class, hurried().send(Chats.post(WORDS), account("uncertain", "ASK")));
    }

    @Test
    void aLookAsksNobodyAndDoesAsStaffChose() {
        assertInstanceOf(Finding.Absent.class, channel().find(Chats.post(WORDS), account()));
        assertInstanceOf(Finding.Unknown.class, channel().find(Chats.post(WORDS), account("uncertain", "ASK")));
        assertEquals(List.of(), discord.requests());
    }

    @Test
    void a06_discordsPauseIsKeptToTheMillisecond() {
        discord.plan(ChatFault.refuse(
                429,
                Map.of("retry-after", "9", "x-ratelimit-remaining", "0"),
                "{\"message\":\"You are being rate limited.\",\"retry_after\":0.64,\"global\":false}"));
        var outcome = assertInstanceOf(Outcome.Deferred.class, channel().send(Chats.post(WORDS), account()));
        assertEquals(Optional.of(Chats.NOW.plusMillis(640)), outcome.until());
    }

    @Test
    void aWebhookThatIsGonePausesItsTargetInLoudWords() {
        var gone = Chats.account("url", discord.webhookUrl().replace("/700/", "/701/"));
        var outcome = assertInstanceOf(Outcome.Unauthorised.class, channel().send(Chats.post(WORDS), gone));
        assertTrue(outcome.reason().contains("GONE"), outcome.reason());
        assertFalse(outcome.reason().contains("to-ken"), outcome.reason());
        var other = Chats.account("url", discord.webhookUrl() + "x");
        assertInstanceOf(Outcome.Unauthorised.class, channel().send(Chats.post(WORDS), other));
    }

    @Test
    void aMessageWhoseTimeHasRunOutNeverLeaves() {
        var late = new Message("k1", WORDS, "ko", Optional.empty(), 1, Chats.NOW, () -> false);
        assertInstanceOf(Outcome.Deferred.class, channel().send(late, account()));
        assertEquals(List.of(), discord.posts());
    }

    @Test
    void aWebhookIsCheckedWithoutAPost() {
        assertEquals(new Check.Ready("the webhook Herald", List.of()), channel().check(account()));
        assertInstanceOf(Check.Broken.class, channel().check(Chats.account("url", discord.webhookUrl() + "x")));
        assertEquals(List.of(), discord.posts());
    }

    @Test
    void theAddressOfAMessageNamesIt() {
        assertEquals(Optional.of("3"), channel().remoteId(URI.create("https://discord.com/channels/1/2/3")));
        assertEquals(Optional.of("3/3"), channel().remoteId(URI.create("https://discord.com/channels/1/3/3")));
        assertEquals(Optional.empty(), channel().remoteId(URI.create("https://discord.com/channels/1/2")));
        assertEquals(Optional.empty(), channel().remoteId(URI.create("https://discord.com/api/webhooks/1/x")));
    }

    private List<byte[]> posted() {
        return discord.requests().stream()
                .filter(it -> it.method().equals("POST"))
                .map(it -> it.body())
                .toList();
    }

    private Account account(String... more) {
        var settings = new HashMap<>(Chats.settings(more));
        settings.put("url", discord.webhookUrl());
        return new Account("target-1", settings);
    }

    private static DiscordChannel channel() {
        return channel(Chats.PATIENT);
    }

    private static DiscordChannel hurried() {
        return channel(Chats.HURRIED);
    }

    private static DiscordChannel channel(CallDeadlines deadlines) {
        return new DiscordChannel(Chats.courier(deadlines), Chats.OPEN, Chats.CLOCK, Chats.JSON);
    }

    private static Outcome.Delivered delivered(Outcome outcome) {
        return assertInstanceOf(Outcome.Delivered.class, outcome);
    }

    private static String id(Outcome outcome) {
        return delivered(outcome).receipt().remoteId().orElseThrow();
    }
}
