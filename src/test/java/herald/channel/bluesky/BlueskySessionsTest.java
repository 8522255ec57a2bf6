package herald.channel.bluesky;

import static herald.channel.bluesky.BlueskyFixtures.NOW;
import static herald.channel.bluesky.BlueskyFixtures.account;
import static herald.channel.bluesky.BlueskyFixtures.again;
import static herald.channel.bluesky.BlueskyFixtures.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.Check;
import herald.channel.Memory;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.testing.BlueskyStub;
import herald.testing.SettableClock;
import herald.testing.XFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One sign-in for months, whatever happens to the tokens. */
class BlueskySessionsTest {

    private static final String SIGN_IN = "com.atproto.server.createSession";
    private static final String REFRESH = "com.atproto.server.refreshSession";

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
    void oneSignInIsEnoughForManyPosts() {
        for (int i = 0; i < 40; i++) {
            delivered(new Message("k" + i, "word " + i, "ko", Optional.empty(), 1, NOW.plusSeconds(i), () -> true));
        }
        assertEquals(1, bluesky.calls(SIGN_IN));
        assertEquals(0, bluesky.calls(REFRESH));
    }

    @Test
    void anAccessTokenThatHasExpiredIsRenewedAndThePostGoesOut() {
        delivered(root());
        time.advance(Duration.ofHours(3));
        delivered(new Message("k2", "later", "ko", Optional.empty(), 1, time.instant(), () -> true));
        assertEquals(1, bluesky.calls(SIGN_IN));
        assertEquals(1, bluesky.calls(REFRESH));
        assertEquals(2, bluesky.posts().size());
    }

    @Test
    void aRefreshTokenThatHasExpiredTooCostsOneSignIn() {
        delivered(root());
        time.advance(Duration.ofDays(100));
        delivered(new Message("k2", "later", "ko", Optional.empty(), 1, time.instant(), () -> true));
        assertEquals(2, bluesky.calls(SIGN_IN));
        assertEquals(2, bluesky.posts().size());
    }

    @Test
    void tokensThatTheServerHasForgottenAreRenewedToo() {
        delivered(root());
        bluesky.forgetTokens();
        delivered(again(root(), 2));
        delivered(new Message("k2", "later", "ko", Optional.empty(), 1, time.instant(), () -> true));
        assertEquals(2, bluesky.calls(SIGN_IN));
    }

    @Test
    void whatSomebodyElseHasRenewedIsTaken() {
        var shared = Memory.ofThisProcess();
        var one = new Account("target-1", account.settings(), shared);
        delivered(root(), one);
        var before = BlueskySession.of(shared.read().values()).orElseThrow();
        time.advance(Duration.ofHours(3));
        delivered(new Message("k2", "one", "ko", Optional.empty(), 1, time.instant(), () -> true), one);
        // Another node still has the old session in its hands.
        var sessions = new BlueskySessions(null, BlueskyFixtures.JSON, time);
        var renewed = sessions.renew(before, BlueskyAccount.of(one), shared, null);
        var now = BlueskySession.of(shared.read().values()).orElseThrow();
        assertEquals(new BlueskySessions.Access.Open(now), renewed);
        assertFalse(now.access().equals(before.access()));
        assertEquals(1, bluesky.calls(REFRESH));
    }

    @Test
    void whoeverWritesSecondTakesTheOthersSession() {
        var mine = Memory.ofThisProcess();
        var theirs = new BlueskySession("did:plc:x", "h.example", bluesky.hostUrl(), "access-x", "refresh-x");
        var contested = new Memory() {
            @Override
            public Kept read() {
                return mine.read();
            }

            @Override
            public boolean write(long version, Map<String, String> values) {
                mine.write(mine.read().version(), theirs.kept());
                return mine.write(version, values);
            }
        };
        var open = new BlueskySessions(xrpc(), BlueskyFixtures.JSON, time)
                .open(BlueskyAccount.of(account), contested, herald.channel.http.Deadline.in(Duration.ofSeconds(20)));
        assertEquals(new BlueskySessions.Access.Open(theirs), open);
    }

    @Test
    void signingInTooOftenWaitsForTheReset() {
        bluesky.limits(0, 5_000);
        var deferred = assertInstanceOf(Outcome.Deferred.class, channel.send(root(), account));
        assertTrue(deferred.until().orElseThrow().isAfter(NOW));
    }

    @Test
    void a12_anAppPasswordThatIsTakenBackPausesTheTarget() {
        delivered(root());
        bluesky.revokePassword();
        var other = new Message("k2", "later", "ko", Optional.empty(), 1, time.instant(), () -> true);
        var refused = assertInstanceOf(Outcome.Unauthorised.class, channel.send(other, account));
        assertTrue(refused.reason().contains("app password"), refused.reason());
        assertInstanceOf(Check.Broken.class, channel.check(account));
    }

    @Test
    void anAccountThatIsShutPausesTheTarget() {
        delivered(root());
        bluesky.shut("takendown");
        var other = new Message("k2", "later", "ko", Optional.empty(), 1, time.instant(), () -> true);
        assertInstanceOf(Outcome.Unauthorised.class, channel.send(other, account));
        var broken = assertInstanceOf(Check.Broken.class, channel.check(account(bluesky)));
        assertTrue(broken.reason().contains("takendown"), broken.reason());
    }

    @Test
    void aSignInThatFailsHasPostedNothing() {
        for (var fault :
                new XFault[] {XFault.REFUSE_503, XFault.REFUSE_502_HTML, XFault.ACCEPT_GARBAGE, XFault.DROP_CLOSE}) {
            bluesky.planSignIn(fault);
            assertInstanceOf(Outcome.Deferred.class, channel.send(root(), account), fault::toString);
        }
        assertEquals(0, bluesky.posts().size());
        delivered(root());
    }

    @Test
    void aCheckNamesTheAccountAndPostsNothing() {
        var ready = new Check.Ready("@" + BlueskyStub.HANDLE, List.of());
        assertEquals(ready, channel.check(account));
        time.advance(Duration.ofHours(3));
        assertEquals(ready, channel.check(account));
        assertEquals(1, bluesky.calls(SIGN_IN));
        assertEquals(List.of(), bluesky.posts());
    }

    @Test
    void aCheckTellsAWrongPasswordFromAServerThatIsAwayAndFromNoServer() {
        assertInstanceOf(
                Check.Broken.class,
                channel.check(account(bluesky.baseUrl(), Map.of("app_password", "aaaa-aaaa-aaaa-aaaa"))));
        assertInstanceOf(Check.Unknown.class, channel.check(account("http://127.0.0.1:1", Map.of())));
        bluesky.planSignIn(XFault.REFUSE_503);
        assertInstanceOf(Check.Unknown.class, channel.check(account(bluesky)));
        assertInstanceOf(Check.Broken.class, channel.check(account("bsky", Map.of())));
    }

    @Test
    void theAccountsOwnPasswordIsAWarning() {
        var account = BlueskyAccount.of(account("http://x", Map.of("app_password", "correct-horse-battery")));
        assertFalse(account.hasAppPassword());
        assertTrue(BlueskyAccount.of(account("http://x", Map.of())).hasAppPassword());
    }

    private Xrpc xrpc() {
        var deadlines = new herald.channel.CallDeadlines(
                Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        return new Xrpc(
                new herald.channel.http.Courier(deadlines, new herald.channel.http.AddressGate(true)),
                BlueskyFixtures.JSON);
    }

    private void delivered(Message message) {
        delivered(message, account);
    }

    private void delivered(Message message, Account by) {
        var outcome = channel.send(message, by);
        assertInstanceOf(Outcome.Delivered.class, outcome, outcome::toString);
    }
}
