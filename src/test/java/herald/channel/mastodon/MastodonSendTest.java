package herald.channel.mastodon;

import static herald.channel.mastodon.MastodonFixtures.CLOCK;
import static herald.channel.mastodon.MastodonFixtures.NOW;
import static herald.channel.mastodon.MastodonFixtures.WORDS;
import static herald.channel.mastodon.MastodonFixtures.account;
import static herald.channel.mastodon.MastodonFixtures.act;
import static herald.channel.mastodon.MastodonFixtures.channel;
import static herald.channel.mastodon.MastodonFixtures.hurried;
import static herald.channel.mastodon.MastodonFixtures.message;
import static herald.channel.mastodon.MastodonFixtures.reply;
import static herald.channel.mastodon.MastodonFixtures.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Act;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Receipt;
import herald.testing.MastodonStub;
import herald.testing.SettableClock;
import herald.testing.XFault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server gets, and what its moods make of it. */
class MastodonSendTest {

    private final SettableClock time = new SettableClock();
    private final MastodonStub server = MastodonStub.start(time);

    MastodonSendTest() {
        time.stopAt(NOW);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPostCarriesItsKeyLanguageAndVisibilityAndItsReceiptIsKept() {
        var receipt = delivered(channel().send(root(), account(server)));
        var post = server.posts().getFirst();
        assertEquals(Optional.of(post.id()), receipt.remoteId());
        assertEquals(Optional.of(URI.create(server.baseUrl() + "/@status/" + post.id())), receipt.permalink());
        assertEquals(WORDS, post.text());
        assertEquals("ko", post.language());
        assertEquals("public", post.visibility());
        assertEquals(Optional.of("k1"), post.key());
    }

    @Test
    void aReplyAnswersItsParentQuietly() {
        var first = delivered(channel().send(root(), account(server)));
        delivered(channel().send(reply(first.remoteId().orElseThrow()), account(server)));
        var post = server.posts().getLast();
        assertEquals(first.remoteId(), post.parent());
        assertEquals("unlisted", post.visibility());
    }

    @Test
    void everyTrySendsTheSameBytes() {
        server.noIdem();
        channel().send(root(), account(server));
        channel().send(new Message("k1", WORDS, "ko-KR", Optional.empty(), 2, NOW, () -> true), account(server));
        var sent = server.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
        assertEquals(sent.getFirst().text(), sent.getLast().text());
        assertEquals(sent.getFirst().header("idempotency-key"), sent.getLast().header("idempotency-key"));
    }

    @Test
    void aKeyThatIsSeenAgainWithinTheHourIsTheSamePost() {
        var first = delivered(channel().send(root(), account(server)));
        time.advance(Duration.ofMinutes(55));
        assertEquals(first, delivered(channel().send(root(), account(server))));
        assertEquals(1, server.posts().size());
    }

    @Test
    void aReplayThatIsAnswered500IsLookedForAndNotRefused() {
        channel().send(root(), account(server));
        server.replay500();
        assertInstanceOf(Outcome.Unconfirmed.class, channel().send(root(), account(server)));
        assertEquals(1, server.posts().size());
    }

    @Test
    void aPostWhoseTimeHasRunOutMeanwhileNeverLeaves() {
        var late = new Message("k1", "late", "ko", Optional.empty(), 1, NOW, () -> false);
        assertInstanceOf(Outcome.Deferred.class, channel().send(late, account(server)));
        assertEquals(0, server.posts().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 422, 500})
    void anAnswerToAPostThatIsGoneGoesOutAlone(int status) {
        server.orphansAre(status);
        assertInstanceOf(Outcome.Unthreaded.class, channel().send(reply("112"), account(server)));
        assertEquals(0, server.posts().size());
    }

    @Test
    void aServerThatFailsAfterTakingAnAnswerIsNotTakenForOneThatMissesItsParent() {
        var first = delivered(channel().send(root(), account(server)));
        server.plan(XFault.ACCEPT_500);
        var outcome = channel().send(reply(first.remoteId().orElseThrow()), account(server));
        assertInstanceOf(Outcome.Unconfirmed.class, outcome);
    }

    @Test
    void anAnswerThatIsOutThoughItsParentWentMeanwhileIsFound() {
        var parent = delivered(channel().send(root(), account(server))).remoteId();
        var reply = message("k2", "복구되었습니다.", parent);
        server.plan(XFault.ACCEPT_500);
        assertInstanceOf(Outcome.Unconfirmed.class, channel().send(reply, account(server)));
        server.deleteByHand(parent.orElseThrow());
        server.plan(XFault.REFUSE_500);
        delivered(channel().send(reply, account(server)));
        assertEquals(2, server.posts().size());
    }

    @Test
    void a12_aTokenThatIsTakenBackPausesTheTarget() {
        server.revoke();
        assertInstanceOf(Outcome.Unauthorised.class, channel().send(root(), account(server)));
        server.accept().scopes("read");
        assertInstanceOf(Outcome.Unauthorised.class, channel().send(root(), account(server)));
    }

    @Test
    void whatIsTooLongAllTheSameIsRefused() {
        server.limits(10, 23);
        assertInstanceOf(Outcome.Refused.class, channel().send(root(), account(server)));
    }

    @Test
    void a06_theServersWindowIsWaitedFor() {
        server.requestsPerWindow(0);
        var deferred = assertInstanceOf(Outcome.Deferred.class, channel().send(root(), account(server)));
        assertTrue(deferred.until().orElseThrow().isAfter(CLOCK.instant()));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a08_silenceAndABrokenConnectionLeaveOnePostAndAreLookedFor(boolean hangs) {
        server.plan(hangs ? XFault.ACCEPT_HANG : XFault.ACCEPT_CLOSE);
        assertInstanceOf(Outcome.Unconfirmed.class, hurried().send(root(), account(server)));
        assertEquals(1, server.posts().size());
        assertEquals(1, server.requestCount("POST", "/api/v1/statuses"));
    }

    @Test
    void wordsAreChangedAndPostsTakenBack() {
        var id = delivered(channel().send(root(), account(server))).remoteId().orElseThrow();
        var edited = delivered(channel().send(act(new Act.Edit(id), "바른 말"), account(server)));
        assertEquals(Optional.of(id), edited.remoteId());
        assertEquals("바른 말", server.posts().getFirst().text());
        delivered(channel().send(act(new Act.Delete(id), ""), account(server)));
        assertEquals(0, server.standing().size());
        delivered(channel().send(act(new Act.Delete(id), ""), account(server)));
        assertInstanceOf(Outcome.Refused.class, channel().send(act(new Act.Edit(id), "zu spät"), account(server)));
    }

    @Test
    void theLimitsAreLearnedWithTheFirstPost() {
        server.limits(1_000, 23);
        var account = account(server);
        channel().send(root(), account);
        assertEquals(1_000, MastodonMemory.of(account.memory()).measure().limit());
        channel().send(message("k3", "mehr", Optional.empty()), account);
        assertEquals(1, server.requestCount("GET", "/api/v2/instance"));
        assertTrue(MastodonMemory.of(account.memory()).isStale(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void settingsThatWillNotDoPauseTheTarget() {
        var account = account("https://mastodon.social/@status", Map.of());
        assertInstanceOf(Outcome.Unauthorised.class, channel().send(root(), account));
    }

    @ParameterizedTest
    @CsvSource({
        "https://mastodon.social/@status/113512345678901234,113512345678901234",
        "https://mastodon.social/@status@other.example/113512345678901234,113512345678901234",
        "https://mastodon.social/deck/@status/113512345678901234,113512345678901234",
        "https://mastodon.social/web/statuses/113512345678901234,113512345678901234",
        "https://mastodon.social/users/status/statuses/113512345678901234,113512345678901234",
        "https://mastodon.social/ap/users/115/statuses/113512345678901234,113512345678901234",
        "https://mastodon.social/@status/113512345678901234/embed,113512345678901234",
        "https://gts.example/@status/statuses/01JD4ZK3T5T9Q5V4Q2Y6W0E8RS,01JD4ZK3T5T9Q5V4Q2Y6W0E8RS",
        "https://hollo.example/@status/01935c5e-7c3f-7b1e-9d2f-0a1b2c3d4e5f,01935c5e-7c3f-7b1e-9d2f-0a1b2c3d4e5f",
        "https://pleroma.example/notice/AoOr9Y6h8wM1xVZ3fU,AoOr9Y6h8wM1xVZ3fU",
        "https://mastodon.social/@status,",
        "https://mastodon.social/@status/media,",
        "https://mastodon.social/@status/with_replies,",
        "https://status.example.kr/history/2,",
        "https://mastodon.social,"
    })
    void theAddressOfAPostNamesIt(URI address, String id) {
        assertEquals(Optional.ofNullable(id), channel().remoteId(address));
    }

    private static Receipt delivered(Outcome outcome) {
        return assertInstanceOf(Outcome.Delivered.class, outcome, outcome::toString)
                .receipt();
    }
}
