package herald.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.staff.SignIn.Answer;
import herald.testing.HeraldServer;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    /** Failures of one test are forgotten before the next. */
    @BeforeEach
    void letTimePass() {
        HERALD.clock().advance(Duration.ofMinutes(16));
    }

    @Test
    void theOwnerOfTheSettingsGetsInAndTheAddressIsNotCaseSensitive() {
        assertInstanceOf(Answer.Welcome.class, attempt(" Owner@Example.COM ", HeraldServer.PASSWORD, "192.0.2.1"));
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        assertEquals(new Answer.Refused(), attempt(HeraldServer.EMAIL, "wrong", "192.0.2.1"));
        assertEquals(new Answer.Refused(), attempt("nobody@example.com", "wrong", "192.0.2.1"));
    }

    @Test
    void theEleventhTryForAnAccountWaitsWhereverItComesFrom() {
        for (int i = 0; i < 10; i++) {
            assertEquals(new Answer.Refused(), attempt(HeraldServer.EMAIL, "wrong", "192.0.2." + i));
        }
        var eleventh = attempt(HeraldServer.EMAIL, HeraldServer.PASSWORD, "192.0.2.99");
        assertEquals(new Answer.TooMany(Duration.ofMinutes(15)), eleventh);
        HERALD.clock().advance(Duration.ofMinutes(15).plusSeconds(1));
        assertInstanceOf(Answer.Welcome.class, attempt(HeraldServer.EMAIL, HeraldServer.PASSWORD, "192.0.2.99"));
    }

    @Test
    void theEleventhTryFromAnAddressWaitsWhoeverItIsFor() {
        for (int i = 0; i < 10; i++) {
            attempt("guess" + i + "@example.com", "wrong", "198.51.100.7");
        }
        assertInstanceOf(Answer.TooMany.class, attempt("another@example.com", "wrong", "198.51.100.7"));
        assertEquals(new Answer.Refused(), attempt("another@example.com", "wrong", "198.51.100.8"));
    }

    @Test
    void oneNetworkOfIpv6IsOneAddress() {
        for (int i = 0; i < 10; i++) {
            attempt("guess" + i + "@example.com", "wrong", "2001:db8:1:2::" + i);
        }
        assertInstanceOf(Answer.TooMany.class, attempt("another@example.com", "wrong", "2001:db8:1:2:ffff::1"));
    }

    @Test
    void aBrowserThatHasSignedInBeforeIsNotLockedOutByStrangers() {
        var welcome =
                assertInstanceOf(Answer.Welcome.class, attempt(HeraldServer.EMAIL, HeraldServer.PASSWORD, "192.0.2.1"));
        for (int i = 0; i < 12; i++) {
            attempt(HeraldServer.EMAIL, "wrong", "203.0.113.5");
        }
        assertInstanceOf(Answer.TooMany.class, attempt(HeraldServer.EMAIL, HeraldServer.PASSWORD, "203.0.113.5"));
        assertInstanceOf(
                Answer.Welcome.class,
                attempt(HeraldServer.EMAIL, HeraldServer.PASSWORD, "203.0.113.5", welcome.device()));
    }

    @Test
    void aKnownBrowserHasTenTriesOfItsOwn() {
        var welcome =
                assertInstanceOf(Answer.Welcome.class, attempt(HeraldServer.EMAIL, HeraldServer.PASSWORD, "192.0.2.1"));
        for (int i = 0; i < 10; i++) {
            assertEquals(new Answer.Refused(), attempt(HeraldServer.EMAIL, "wrong", "192.0.2.1", welcome.device()));
        }
        assertInstanceOf(
                Answer.TooMany.class,
                attempt(HeraldServer.EMAIL, HeraldServer.PASSWORD, "192.0.2.1", welcome.device()));
    }

    @Test
    void aSessionEndsAfterHalfAnHourWithoutARequestAndAfterTwelveHoursInAnyCase() {
        var sessions = HERALD.bean(Sessions.class);
        var idle = welcome().session();
        var busy = welcome().session();
        for (int minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
            HERALD.clock().advance(Duration.ofMinutes(20));
            assertTrue(sessions.find(busy).isPresent(), "after " + minutes + " minutes");
        }
        assertFalse(sessions.find(idle).isPresent());
        HERALD.clock().advance(Duration.ofMinutes(20));
        assertFalse(sessions.find(busy).isPresent());
    }

    @Test
    void everySignInHasATokenOfItsOwnAndSigningOutEndsOnlyThatOne() {
        var sessions = HERALD.bean(Sessions.class);
        var one = welcome().session();
        var other = welcome().session();
        assertTrue(one.length() >= 26 && !one.equals(other));
        sessions.close(one);
        assertFalse(sessions.find(one).isPresent());
        assertTrue(sessions.find(other).isPresent());
    }

    @Test
    void passwordsAreStoredAsArgon2id() {
        var passwords = HERALD.bean(Passwords.class);
        var phc = passwords.hash("안녕하세요 herald");
        assertTrue(phc.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), phc);
        assertTrue(passwords.matches("안녕하세요 herald", phc));
        assertFalse(passwords.matches("안녕하세요 Herald", phc));
        assertFalse(passwords.matches("anything", null));
    }

    @Test
    void aHashThatOthersMadeIsUnderstood() {
        // From the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
        var reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertTrue(HERALD.bean(Passwords.class).matches("password", reference));
    }

    @Test
    void anApiKeyIsFoundUntilItIsDeleted() {
        var keys = HERALD.bean(ApiKeys.class);
        var made = keys.create("Deploy robot", Actor.HERALD);
        assertEquals("Deploy robot", keys.find(made.key()).map(Actor::name).orElseThrow());
        assertFalse(keys.all().toString().contains(made.key()));
        keys.delete(made.apiKey().code(), Actor.HERALD);
        assertTrue(keys.find(made.key()).isEmpty());
    }

    private static Answer.Welcome welcome() {
        return assertInstanceOf(Answer.Welcome.class, attempt(HeraldServer.EMAIL, HeraldServer.PASSWORD, "192.0.2.1"));
    }

    private static Answer attempt(String email, String password, String address) {
        return attempt(email, password, address, null);
    }

    private static Answer attempt(String email, String password, String address, @Nullable String device) {
        return HERALD.bean(SignIn.class).tryOnce(email, password, address, device);
    }
}
