package herald.channel.x;

import static herald.channel.x.XFixtures.HURRIED;
import static herald.channel.x.XFixtures.PATIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.Check;
import herald.channel.Finding;
import herald.channel.Memory;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.testing.SettableClock;
import herald.testing.XClient;
import herald.testing.XFault;
import herald.testing.XStub;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account that is connected by OAuth 2: tokens for two hours, refresh tokens for one use. */
class XTokensTest {

    private final SettableClock clock = new SettableClock();
    private XStub x;
    private XClient client;
    private XChannel channel;
    private Account account;
    private int posts;

    @BeforeEach
    void start() {
        clock.stopAt(Instant.now());
        x = XStub.start(clock);
        client = x.addClient(true, "https://status.example.com/back");
        channel = XFixtures.channel(PATIENT, clock);
        account = connected(Memory.ofThisProcess());
    }

    @AfterEach
    void stop() {
        x.close();
    }

    @Test
    void theTokenIsRenewedOnceAndKept() {
        delivered(channel.send(message(), account));
        delivered(channel.send(message(), account));
        assertEquals(1, renewals());
        var other = XFixtures.channel(PATIENT, clock);
        delivered(other.send(message(), account));
        assertEquals(1, renewals());
    }

    @Test
    void anOldTokenIsRenewedByTheRefreshTokenThatCameWithIt() {
        for (int i = 1; i <= 3; i++) {
            delivered(channel.send(message(), account));
            assertEquals(i, renewals());
            clock.advance(Duration.ofHours(2));
        }
    }

    @Test
    void aPublicClientHasNoSecret() {
        client = x.addClient(false, "https://status.example.com/back");
        delivered(channel.send(message(), connected(Memory.ofThisProcess())));
    }

    @Test
    void twoNodesNeverRenewAtOnce() throws Exception {
        var both = new CountDownLatch(2);
        var memory = new Held(Memory.ofThisProcess(), both);
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var shared = connected(memory);
            var one = nodes.submit(() -> XFixtures.channel(PATIENT, clock).check(shared));
            var other = nodes.submit(() -> XFixtures.channel(PATIENT, clock).check(shared));
            assertTrue(
                    one.get() instanceof Check.Ready || other.get() instanceof Check.Ready,
                    () -> one.resultNow() + " " + other.resultNow());
        }
        assertEquals(1, renewals());
    }

    @Test
    void whileAnotherNodeRenewsAPostWaits() {
        account.memory().write(0, renewing(clock.instant().minusSeconds(5)));
        var deferred = assertInstanceOf(Outcome.Deferred.class, channel.send(message(), account));
        // The call's deadline and half a minute after it began, to the millisecond.
        assertEquals(
                Optional.of(clock.instant().plusSeconds(45).toEpochMilli()),
                deferred.until().map(Instant::toEpochMilli));
        assertEquals(0, renewals());
        assertInstanceOf(Finding.Unknown.class, channel.find(message(), account));
        assertInstanceOf(Check.Unknown.class, channel.check(account));
    }

    @Test
    void aRenewalThatNobodyFinishedIsLost() {
        account.memory().write(0, renewing(clock.instant().minus(Duration.ofMinutes(1))));
        var held = assertInstanceOf(Outcome.Unauthorised.class, channel.send(message(), account));
        assertTrue(held.reason().contains("connect the account again"), held.reason());
        assertInstanceOf(Check.Broken.class, channel.check(account));
        assertEquals(0, renewals());
    }

    @Test
    void aLostAnswerIsNeverAskedForAgain() {
        x.planTokens(XFault.ACCEPT_CLOSE);
        assertInstanceOf(Outcome.Unauthorised.class, channel.send(message(), account));
        assertInstanceOf(Outcome.Unauthorised.class, channel.send(message(), account));
        assertInstanceOf(
                Outcome.Unauthorised.class, XFixtures.channel(PATIENT, clock).send(message(), account));
        assertEquals(1, renewals());
        assertEquals(0, x.posts().size());
    }

    @Test
    void anAnswerThatNamesNoTokensIsLostToo() {
        x.planTokens(XFault.ACCEPT_GARBAGE);
        assertInstanceOf(Outcome.Unauthorised.class, channel.send(message(), account));
        assertEquals(1, renewals());
    }

    @Test
    void silenceIsLostWithinTheDeadline() {
        x.planTokens(XFault.ACCEPT_HANG);
        assertInstanceOf(
                Outcome.Unauthorised.class, XFixtures.channel(HURRIED, clock).send(message(), account));
    }

    @Test
    void connectingAgainMends() {
        x.planTokens(XFault.ACCEPT_CLOSE);
        assertInstanceOf(Outcome.Unauthorised.class, channel.send(message(), account));
        delivered(channel.send(message(), connected(account.memory())));
    }

    @Test
    void whereXIsAwayOrBusyTheRefreshTokenIsKept() {
        x.planTokens(XFault.REFUSE_503, XFault.REFUSE_429);
        assertInstanceOf(Outcome.Deferred.class, channel.send(message(), account));
        assertInstanceOf(Outcome.Deferred.class, channel.send(message(), account));
        delivered(channel.send(message(), account));
        var nowhere = new HashMap<>(account.settings());
        nowhere.put("api_url", "http://127.0.0.1:1");
        var away = new Account("t", nowhere, account.memory());
        assertInstanceOf(Outcome.Deferred.class, channel.send(message(), away));
    }

    @Test
    void aRefreshTokenThatXDoesNotKnowHoldsTheAccount() {
        var settings = new HashMap<>(account.settings());
        settings.put("refresh_token", "used up");
        var held = assertInstanceOf(Outcome.Unauthorised.class, channel.send(message(), new Account("t", settings)));
        assertTrue(held.reason().contains("Value passed for the token was invalid"), held.reason());
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsKeptUntilItDoes() {
        var away = new AtomicBoolean();
        var memory = new Memory() {
            private final Memory behind = Memory.ofThisProcess();

            @Override
            public Kept read() {
                return behind.read();
            }

            @Override
            public boolean write(long version, Map<String, String> values) {
                if (away.get() && !values.containsKey("renewing_since")) {
                    throw new IllegalStateException("the database is away");
                }
                return behind.write(version, values);
            }
        };
        account = connected(memory);
        away.set(true);
        assertInstanceOf(Outcome.Deferred.class, channel.send(message(), account));
        assertInstanceOf(Outcome.Deferred.class, channel.send(message(), account));
        away.set(false);
        delivered(channel.send(message(), account));
        assertEquals(1, renewals());
    }

    @Test
    void aMemoryThatDoesNotAnswerHoldsTheTryAndPostsNothing() {
        var memory = new Memory() {
            @Override
            public Kept read() {
                throw new IllegalStateException("the database is away");
            }

            @Override
            public boolean write(long version, Map<String, String> values) {
                throw new IllegalStateException("the database is away");
            }
        };
        assertInstanceOf(Outcome.Deferred.class, channel.send(message(), connected(memory)));
        assertTrue(x.requests().isEmpty());
    }

    @Test
    void a12_aTokenThatIsTurnedAwayIsRenewedOnceBeforeAnybodyIsTroubled() {
        delivered(channel.send(message(), account));
        x.revokeAccessTokens();
        var same = message();
        assertInstanceOf(Outcome.Deferred.class, channel.send(same, account));
        delivered(channel.send(same, account));
        assertEquals(2, renewals());
        x.revokeAccessTokens();
        assertInstanceOf(Outcome.Deferred.class, channel.send(message(), account));
        delivered(channel.send(message(), account));
    }

    @Test
    void a12_aTokenThatIsTurnedAwayTwiceHoldsTheAccount() {
        x.forever(XFault.REFUSE_401);
        assertInstanceOf(Outcome.Deferred.class, channel.send(message(), account));
        assertInstanceOf(Outcome.Unauthorised.class, channel.send(message(), account));
        assertEquals(2, renewals());
    }

    @Test
    void aLostPostIsFoundInTheTimeline() {
        var message = message();
        x.plan(XFault.ACCEPT_CLOSE);
        assertInstanceOf(Outcome.Unconfirmed.class, channel.send(message, account));
        assertInstanceOf(Finding.Found.class, channel.find(message, account));
        assertInstanceOf(Finding.Found.class, channel.find(message, account));
        assertEquals(1, x.requestCount("GET", "/2/users/me"));
    }

    @Test
    void aConnectionOutlivesAChangeOfOtherSettings() {
        delivered(channel.send(message(), account));
        var settings = new HashMap<>(account.settings());
        settings.put("link_policy", "NEVER");
        var after = new Account("t", settings);
        var kept = channel.keep(account.memory().read().values(), account, after);
        after.memory().write(0, kept);
        delivered(channel.send(message(), after));
        assertEquals(1, renewals());
        var again = connected(Memory.ofThisProcess());
        assertEquals(Map.of(), channel.keep(account.memory().read().values(), account, again));
    }

    /** Reads of two nodes that both end before either goes on. */
    private record Held(Memory behind, CountDownLatch both) implements Memory {
        @Override
        public Kept read() {
            var kept = behind.read();
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return kept;
        }

        @Override
        public boolean write(long version, Map<String, String> values) {
            return behind.write(version, values);
        }
    }

    /** The mark that a node leaves when it begins. */
    private Map<String, String> renewing(Instant since) {
        var probe = connected(Memory.ofThisProcess(), account.settings().get("refresh_token"));
        x.planTokens(XFault.ACCEPT_CLOSE);
        channel.send(message(), probe);
        var values = new HashMap<>(probe.memory().read().values());
        values.put("renewing_since", Long.toString(since.toEpochMilli()));
        renewedForTheMark = renewals();
        return values;
    }

    private long renewedForTheMark;

    private long renewals() {
        return x.requestCount("POST", "/2/oauth2/token") - renewedForTheMark;
    }

    private Account connected(Memory memory) {
        return connected(memory, x.refreshToken(client, x.account()));
    }

    private Account connected(Memory memory, String refreshToken) {
        return new Account(
                "t",
                Map.of(
                        "api_url", x.baseUrl(),
                        "client_id", client.id(),
                        "client_secret", client.secret().orElse(""),
                        "refresh_token", refreshToken),
                memory);
    }

    private Message message() {
        return new Message("k" + ++posts, "업데이트 " + posts, "ko", Optional.empty(), 1, clock.instant(), () -> true);
    }

    private static void delivered(Outcome outcome) {
        assertInstanceOf(Outcome.Delivered.class, outcome);
    }
}
