package herald.channel.mastodon;

import static herald.channel.mastodon.MastodonFixtures.NOW;
import static herald.channel.mastodon.MastodonFixtures.WORDS;
import static herald.channel.mastodon.MastodonFixtures.account;
import static herald.channel.mastodon.MastodonFixtures.act;
import static herald.channel.mastodon.MastodonFixtures.channel;
import static herald.channel.mastodon.MastodonFixtures.message;
import static herald.channel.mastodon.MastodonFixtures.reply;
import static herald.channel.mastodon.MastodonFixtures.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import herald.channel.Account;
import herald.channel.Act;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.testing.MastodonStub;
import herald.testing.SettableClock;
import herald.testing.XFault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts whose answers were lost are known again by their words and their place. */
class MastodonFindTest {

    private final SettableClock time = new SettableClock();
    private MastodonStub server;
    private Account account;

    @BeforeEach
    void start() {
        time.stopAt(NOW);
        server = MastodonStub.start(time);
        account = account(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WORDS,
                "Zeile 1\nZeile 2\n\n\nAbsatz 'x' \"y\" & <z>",
                "hello @known@mastodon.social and @nobody@example.com #장애 #x",
                "한글 https://status.example.com/incidents/abc123def456/with/a/long/path?query=1에서"
            })
    void aPostIsKnownAgainInTheServersHtml(String words) {
        var message = message("k1", words, Optional.empty());
        channel().send(message, account);
        var found = assertInstanceOf(Finding.Found.class, channel().find(message, account));
        assertEquals(
                Optional.of(server.posts().getFirst().id()), found.receipt().remoteId());
    }

    @Test
    void aServerThatMakesMarkdownOfItIsAskedForTheSource() {
        server.markdown();
        var message = message("k1", "*알림* snake_case `code`", Optional.empty());
        channel().send(message, account);
        assertInstanceOf(Finding.Found.class, channel().find(message, account));
    }

    @Test
    void theSameWordsElsewhereOrEarlierAreNotIt() {
        channel().send(root(), account);
        var first = server.posts().getFirst().id();
        assertEquals(new Finding.Absent(), channel().find(message("k2", WORDS + "!", Optional.empty()), account));
        channel().send(message("k3", "another", Optional.of(first)), account);
        assertEquals(new Finding.Absent(), channel().find(message("k4", "another", Optional.empty()), account));
        var later = new Message("k5", WORDS, "ko", Optional.empty(), 1, NOW.plus(Duration.ofMinutes(11)), () -> true);
        assertEquals(new Finding.Absent(), channel().find(later, account));
    }

    @Test
    void aReplyIsFoundThoughItsParentWentSince() {
        channel().send(root(), account);
        var parent = server.posts().getFirst().id();
        channel().send(message("k2", "zwei", Optional.of(parent)), account);
        server.deleteByHand(parent);
        assertInstanceOf(Finding.Found.class, channel().find(message("k2", "zwei", Optional.of(parent)), account));
    }

    @Test
    void furtherPagesAreReadButNotForEver() {
        channel().send(root(), account);
        for (int i = 0; i < 100; i++) {
            server.postByHand("other " + i);
        }
        assertInstanceOf(Finding.Found.class, channel().find(root(), account));
        for (int i = 0; i < 120; i++) {
            server.postByHand("more " + i);
        }
        assertInstanceOf(Finding.Unknown.class, channel().find(root(), account));
    }

    @Test
    void a09_whatCannotBeAskedIsUnknown() {
        for (var fault : new XFault[] {
            XFault.REFUSE_503, XFault.ACCEPT_GARBAGE, XFault.ACCEPT_EMPTY, XFault.DROP_CLOSE, XFault.ACCEPT_200_HTML
        }) {
            server.foreverReading(fault);
            assertInstanceOf(Finding.Unknown.class, channel().find(root(), account), fault::toString);
        }
        server.heal().scopes("write");
        assertInstanceOf(Finding.Unknown.class, channel().find(root(), account(server)));
        server.scopes("write", "read").revoke();
        assertInstanceOf(Finding.Unknown.class, channel().find(root(), account(server)));
    }

    @Test
    void theAccountIsAskedForOnce() {
        channel().find(root(), account);
        channel().find(reply("1"), account);
        assertEquals(1, server.requestCount("GET", "/api/v1/accounts/verify_credentials"));
    }

    @Test
    void anEditWhoseEndNobodySawIsDoneAgain() {
        assertEquals(new Finding.Absent(), channel().find(act(new Act.Edit("7"), "x"), account));
        assertEquals(new Finding.Absent(), channel().find(act(new Act.Delete("7"), ""), account));
    }

    @Test
    void aReplayThatIsAnswered500IsFound() {
        server.plan(XFault.ACCEPT_RESET);
        assertInstanceOf(Outcome.Unconfirmed.class, channel().send(root(), account));
        server.replay500();
        assertInstanceOf(Outcome.Unconfirmed.class, channel().send(root(), account));
        assertInstanceOf(Finding.Found.class, channel().find(root(), account));
        assertEquals(1, server.posts().size());
    }
}
