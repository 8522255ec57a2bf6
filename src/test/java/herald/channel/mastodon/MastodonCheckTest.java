package herald.channel.mastodon;

import static herald.channel.mastodon.MastodonFixtures.account;
import static herald.channel.mastodon.MastodonFixtures.channel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Check;
import herald.testing.BlueskyStub;
import herald.testing.MastodonStub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the test button says, and that it posts nothing. */
class MastodonCheckTest {

    private final MastodonStub server = MastodonStub.start();

    @AfterEach
    void stop() {
        assertEquals(List.of(), server.posts());
        server.close();
    }

    @Test
    void anAccountInOrderIsNamed() {
        var host = server.baseUrl().replace("http://", "");
        assertEquals(new Check.Ready("@status@" + host, List.of()), channel().check(account(server)));
    }

    @Test
    void anOldServerTellsItsLimitsInAnotherPlace() {
        var account = account(server.old().limits(700, 23));
        assertInstanceOf(Check.Ready.class, channel().check(account));
        assertEquals(700, MastodonMemory.of(account.memory()).measure().limit());
    }

    @Test
    void aTokenThatMayNotPostIsBroken() {
        server.scopes("read");
        var broken = assertInstanceOf(Check.Broken.class, channel().check(account(server)));
        assertTrue(broken.reason().contains("write:statuses"), broken.reason());
    }

    @Test
    void aTokenThatMayNotReadPostsIsAWarning() {
        server.scopes("read:accounts", "write:statuses");
        var ready = assertInstanceOf(Check.Ready.class, channel().check(account(server)));
        assertTrue(ready.warnings().getFirst().contains("read:statuses"), ready.warnings()::toString);
    }

    @Test
    void aTokenThatIsNoLongerGoodIsBroken() {
        server.revoke();
        assertInstanceOf(Check.Broken.class, channel().check(account(server)));
    }

    @Test
    void settingsThatWillNotDoAreBroken() {
        assertInstanceOf(Check.Broken.class, channel().check(account("mastodon.social", Map.of())));
    }

    @Test
    void anotherKindOfServerIsBrokenAndNoneAtAllIsUnknown() {
        try (var other = BlueskyStub.start()) {
            assertInstanceOf(Check.Broken.class, channel().check(account(other.baseUrl(), Map.of())));
        }
        assertInstanceOf(Check.Unknown.class, channel().check(account("http://127.0.0.1:1", Map.of())));
    }

    @Test
    void aServerThatHasEnoughIsUnknown() {
        server.requestsPerWindow(0);
        assertInstanceOf(Check.Unknown.class, channel().check(account(server)));
    }
}
