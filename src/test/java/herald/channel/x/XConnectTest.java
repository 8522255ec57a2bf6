package herald.channel.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.Check;
import herald.channel.http.AddressGate;
import herald.channel.http.Courier;
import herald.channel.x.XConnect.Begun;
import herald.channel.x.XConnect.Finished;
import herald.testing.SettableClock;
import herald.testing.XFault;
import herald.testing.XStub;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person goes to X, agrees, and comes back. */
class XConnectTest {

    private static final URI CALLBACK = URI.create("https://status.example.com/console/x/connected");

    private final SettableClock clock = new SettableClock();
    private XStub x;
    private XConnect connect;

    @BeforeEach
    void start() {
        clock.stopAt(Instant.now());
        x = XStub.start(clock).allowCallback(CALLBACK.toString());
        var gate = new AddressGate(true);
        connect = new XConnect(new Courier(XFixtures.PATIENT, gate), gate, XFixtures.PATIENT, clock, XFixtures.JSON);
    }

    @AfterEach
    void stop() {
        x.close();
    }

    @Test
    void anAccountIsConnectedInThreeLegs() {
        var away = begun(keys());
        assertEquals("/oauth/authorize", away.address().getPath());
        var back = connect.finish(away.keep(), parameters(x.agree(away.address(), x.account())));
        var connected = assertInstanceOf(Finished.Connected.class, back);
        assertEquals(Optional.of("@status_page"), connected.who());
        assertEquals(x.account().token(), connected.settings().get("access_token"));
        assertEquals(x.account().tokenSecret(), connected.settings().get("access_token_secret"));
        assertReady(connected);
        assertTrue(x.unsigned().isEmpty(), x.unsigned()::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAccountIsConnectedByOAuth2(boolean confidential) {
        var away = begun(client(confidential));
        assertEquals("/i/oauth2/authorize", away.address().getPath());
        var back = connect.finish(away.keep(), parameters(x.agree(away.address(), x.account())));
        var connected = assertInstanceOf(Finished.Connected.class, back);
        assertEquals(Optional.of("@status_page"), connected.who());
        assertEquals("", connected.settings().get("consumer_key"));
        assertReady(connected);
    }

    @Test
    void peopleAgreeOnXItself() {
        var away = (Begun.Away) connect.begin(Map.of("client_id", "c"), CALLBACK);
        assertTrue(away.address().toString().startsWith("https://x.com/i/oauth2/authorize?response_type=code&"));
        assertTrue(away.address().getRawQuery().contains("scope=tweet.read%20tweet.write%20"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoRefusesChangesNothing(boolean oauth2) {
        var away = begun(oauth2 ? client(true) : keys());
        assertFailed(connect.finish(away.keep(), parameters(x.refuse(away.address()))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerIsGoodForOneUseAndForItsOwnConnection(boolean oauth2) {
        var settings = oauth2 ? client(true) : keys();
        var mine = begun(settings);
        var other = begun(settings);
        var answer = parameters(x.agree(mine.address(), x.account()));
        assertFailed(connect.finish(other.keep(), answer));
        assertFailed(connect.finish("made up", answer));
        assertFailed(connect.finish(mine.keep(), Map.of()));
        assertInstanceOf(Finished.Connected.class, connect.finish(mine.keep(), answer));
        assertFailed(connect.finish(mine.keep(), answer));
    }

    @Test
    void aPersonHasAQuarterOfAnHour() {
        var away = begun(client(true));
        var answer = parameters(x.agree(away.address(), x.account()));
        clock.advance(Duration.ofMinutes(16));
        assertFailed(connect.finish(away.keep(), answer));
    }

    @Test
    void aCallbackThatXDoesNotKnowIsNamed() {
        var failed = (Begun.Failed) connect.begin(keys(), URI.create("https://elsewhere.example.com/"));
        assertTrue(failed.reason().contains("https://elsewhere.example.com/"), failed.reason());
    }

    @Test
    void wrongKeysAndAbsentOnesAreSaid() {
        var wrong = new HashMap<>(keys());
        wrong.put("consumer_secret", "hush");
        var failed = (Begun.Failed) connect.begin(wrong, CALLBACK);
        assertTrue(failed.reason().contains("401"), failed.reason());
        assertFalse(failed.reason().contains("hush"), failed.reason());
        assertInstanceOf(Begun.Failed.class, connect.begin(Map.of(), CALLBACK));
    }

    @Test
    void d08_theAddressGateHoldsForConnectingToo() {
        var gate = new AddressGate(false);
        var closed = new XConnect(new Courier(XFixtures.PATIENT, gate), gate, XFixtures.PATIENT, clock, XFixtures.JSON);
        assertInstanceOf(Begun.Failed.class, closed.begin(keys(), CALLBACK));
        assertTrue(x.requests().isEmpty());
    }

    @Test
    void aLostAnswerConnectsNobody() {
        var away = begun(client(true));
        var answer = parameters(x.agree(away.address(), x.account()));
        x.planTokens(XFault.ACCEPT_CLOSE);
        assertFailed(connect.finish(away.keep(), answer));
    }

    @Test
    void whatIsSecretIsNotPrinted() {
        var away = begun(client(true));
        assertEquals("Away", away.toString());
        assertEquals(
                "Step[OAUTH2]", XStep.read(away.keep()).orElseThrow().toString().replace("XStep", "Step"));
    }

    private void assertReady(Finished.Connected connected) {
        var settings = new HashMap<>(connected.settings());
        settings.put("api_url", x.baseUrl());
        var channel = XFixtures.channel(XFixtures.PATIENT, clock);
        var check = channel.check(new Account("t", settings));
        assertEquals("@status_page", assertInstanceOf(Check.Ready.class, check).who());
    }

    private static void assertFailed(Finished finished) {
        assertInstanceOf(Finished.Failed.class, finished);
    }

    private Begun.Away begun(Map<String, String> settings) {
        return assertInstanceOf(Begun.Away.class, connect.begin(settings, CALLBACK));
    }

    private Map<String, String> keys() {
        return Map.of(
                "api_url", x.baseUrl(),
                "consumer_key", x.account().consumerKey(),
                "consumer_secret", x.account().consumerSecret());
    }

    private Map<String, String> client(boolean confidential) {
        var client = x.addClient(confidential, CALLBACK.toString());
        return Map.of(
                "api_url", x.baseUrl(),
                "client_id", client.id(),
                "client_secret", client.secret().orElse(""));
    }

    private static Map<String, String> parameters(URI back) {
        assertTrue(back.toString().startsWith(CALLBACK.toString()), back::toString);
        return XStub.parameters(back);
    }
}
