package herald.channel.bluesky;

import static herald.channel.bluesky.BlueskyFixtures.NOW;
import static herald.channel.bluesky.BlueskyFixtures.WORDS;
import static herald.channel.bluesky.BlueskyFixtures.account;
import static herald.channel.bluesky.BlueskyFixtures.again;
import static herald.channel.bluesky.BlueskyFixtures.delete;
import static herald.channel.bluesky.BlueskyFixtures.reply;
import static herald.channel.bluesky.BlueskyFixtures.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Receipt;
import herald.testing.BlueskyPost;
import herald.testing.BlueskyStub;
import herald.testing.SettableClock;
import herald.testing.XFault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bluesky gets, and what its moods make of it. */
class BlueskySendTest {

    private static final String PUT = "com.atproto.repo.putRecord";

    private final SettableClock time = new SettableClock();
    private BlueskyStub bluesky;
    private BlueskyChannel channel;
    private Account account;

    @BeforeEach
    void start() {
        time.stopAt(NOW);
        bluesky = BlueskyStub.start(time);
        channel = BlueskyFixtures.channel(time);
        account = account(bluesky);
    }

    @AfterEach
    void stop() {
        bluesky.close();
    }

    @Test
    void aPostIsWrittenOnTheAccountsOwnServerUnderItsOwnName() {
        var receipt = delivered(channel.send(root(), account));
        var post = bluesky.posts().getFirst();
        assertEquals(WORDS, post.text());
        assertEquals(BlueskyRecord.rkey(root()), post.rkey());
        assertEquals(Optional.of(post.uri() + "#" + post.cid()), receipt.remoteId());
        assertEquals(
                Optional.of(URI.create("https://bsky.app/profile/" + BlueskyStub.DID + "/post/" + post.rkey())),
                receipt.permalink());
    }

    @Test
    void aThreadHangsOnItsFirstPostAndOnTheOneBefore() {
        var first = id(channel.send(root(), account));
        var second = id(channel.send(reply("k2", first, first), account));
        delivered(channel.send(reply("k3", second, first), account));
        var uris = bluesky.posts().stream().map(BlueskyPost::uri).toList();
        var last = post("복구되었습니다. k3");
        assertEquals(Optional.of(uri(second)), last.parent());
        assertEquals(Optional.of(uri(first)), last.root());
        assertEquals(3, uris.size());
    }

    @Test
    void writingItAgainIsTheSamePost() {
        var first = delivered(channel.send(root(), account));
        assertEquals(first, delivered(channel.send(root(), account)));
        assertEquals(first, delivered(channel.send(again(root(), 2), account)));
        assertEquals(1, bluesky.posts().getFirst().writes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatAPersonHasChangedSinceStays(int attempt) {
        var first = id(channel.send(root(), account));
        bluesky.editByHand(BlueskyRecord.rkey(root()), "von Hand");
        var now = id(channel.send(again(root(), attempt), account));
        assertEquals("von Hand", bluesky.posts().getFirst().text());
        assertEquals(uri(first), uri(now));
        assertTrue(!first.equals(now));
    }

    @Test
    void aPostWhoseTimeHasRunOutMeanwhileNeverLeaves() {
        var late = new Message("k1", "late", "ko", Optional.empty(), 1, NOW, () -> false);
        assertInstanceOf(Outcome.Deferred.class, channel.send(late, account));
        assertEquals(0, bluesky.posts().size());
    }

    @Test
    void a08_whatWasTakenThoughItsAnswerIsBadIsFoundAtOnce() {
        for (var fault : new XFault[] {
            XFault.ACCEPT_500,
            XFault.ACCEPT_503,
            XFault.ACCEPT_502_HTML,
            XFault.ACCEPT_GARBAGE,
            XFault.ACCEPT_EMPTY,
            XFault.ACCEPT_CLOSE,
            XFault.ACCEPT_TRUNCATED
        }) {
            bluesky.plan(fault);
            assertInstanceOf(Outcome.Delivered.class, channel.send(root(), account), fault::toString);
        }
        assertEquals(1, bluesky.posts().size());
        assertEquals(1, bluesky.posts().getFirst().writes());
    }

    @Test
    void a07_whatWasNotTakenIsSentAgain() {
        for (var fault : new XFault[] {XFault.REFUSE_500, XFault.REFUSE_502_HTML, XFault.REFUSE_503}) {
            bluesky.plan(fault);
            assertInstanceOf(Outcome.Deferred.class, channel.send(root(), account), fault::toString);
        }
        delivered(channel.send(root(), account));
        assertEquals(1, bluesky.posts().size());
    }

    @Test
    void a09_whatCannotBeLookedUpIsUnconfirmed() {
        bluesky.plan(XFault.ACCEPT_500).foreverReading(XFault.REFUSE_503);
        assertInstanceOf(Outcome.Unconfirmed.class, channel.send(root(), account));
        assertInstanceOf(Finding.Unknown.class, channel.find(root(), account));
        bluesky.heal();
        assertInstanceOf(Finding.Found.class, channel.find(root(), account));
    }

    @Test
    void silenceIsUnconfirmedUnlessThePostIsThere() {
        var hurried = BlueskyFixtures.hurried(time);
        bluesky.plan(XFault.DROP_CLOSE);
        assertInstanceOf(Outcome.Unconfirmed.class, hurried.send(root(), account));
        assertInstanceOf(Finding.Absent.class, hurried.find(root(), account));
        bluesky.plan(XFault.ACCEPT_HANG);
        assertInstanceOf(Outcome.Delivered.class, hurried.send(root(), account));
        assertEquals(2, bluesky.calls(PUT));
    }

    @Test
    void a06_theServersWindowIsWaitedFor() {
        bluesky.limits(30, 1);
        var deferred = assertInstanceOf(Outcome.Deferred.class, channel.send(root(), account));
        assertTrue(deferred.until().orElseThrow().isAfter(NOW));
    }

    @Test
    void aPostConfirmedByItsAddressIsAskedForItsHash() {
        delivered(channel.send(root(), account));
        var first = bluesky.posts().getFirst();
        var byHand = channel.remoteId(URI.create("https://bsky.app/profile/status.example.com/post/" + first.rkey()))
                .orElseThrow();
        delivered(channel.send(reply("k2", byHand, byHand), account));
        assertEquals(Optional.of(first.uri()), post("복구되었습니다. k2").parent());
    }

    @Test
    void anAnswerToAPostThatIsNotThereGoesOutAlone() {
        var unknown = "at://somebody.example/app.bsky.feed.post/3lbjmrppxms2k";
        assertInstanceOf(Outcome.Unthreaded.class, channel.send(reply("k2", unknown, unknown), account));
        assertInstanceOf(Outcome.Refused.class, channel.send(reply("k2", "7", "7"), account));
        bluesky.foreverReading(XFault.REFUSE_503);
        assertInstanceOf(Outcome.Deferred.class, channel.send(reply("k2", unknown, unknown), account));
        assertEquals(0, bluesky.posts().size());
    }

    @Test
    void aPostIsTakenBackOnceAndForAll() {
        var id = id(channel.send(root(), account));
        delivered(channel.send(delete(id), account));
        assertEquals(0, bluesky.posts().size());
        delivered(channel.send(delete(id), account));
        assertInstanceOf(Outcome.Refused.class, channel.send(delete("7"), account));
        assertEquals(new Finding.Absent(), channel.find(delete(id), account));
    }

    @Test
    void settingsThatWillNotDoPauseTheTarget() {
        assertInstanceOf(Outcome.Unauthorised.class, channel.send(root(), account("bsky", Map.of())));
    }

    private BlueskyPost post(String text) {
        return bluesky.posts().stream()
                .filter(post -> post.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String uri(String remoteId) {
        return remoteId.replaceFirst("#.*", "");
    }

    private static String id(Outcome outcome) {
        return delivered(outcome).remoteId().orElseThrow();
    }

    private static Receipt delivered(Outcome outcome) {
        return assertInstanceOf(Outcome.Delivered.class, outcome, outcome::toString)
                .receipt();
    }
}
