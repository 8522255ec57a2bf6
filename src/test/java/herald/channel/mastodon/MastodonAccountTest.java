package herald.channel.mastodon;

import static herald.channel.mastodon.MastodonFixtures.account;
import static herald.channel.mastodon.MastodonFixtures.reply;
import static herald.channel.mastodon.MastodonFixtures.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.http.AddressGate;
import herald.testing.MastodonStub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MastodonAccountTest {

    private static final AddressGate GATE = new AddressGate(false);

    @Test
    void aCompleteAccountWillDo() {
        var account = account("https://mastodon.social/", Map.of());
        assertEquals(List.of(), MastodonAccount.problems(account, GATE));
        assertEquals("https://mastodon.social", MastodonAccount.of(account).server());
        assertEquals("mastodon.social", MastodonAccount.of(account).host());
    }

    @ParameterizedTest
    @CsvSource({
        "api_url,",
        "api_url,mastodon.social",
        "api_url,http://mastodon.social",
        "api_url,https://127.0.0.1",
        "api_url,https://mastodon.social/@status",
        "api_url,https://mastodon.social?a=1",
        "access_token,",
        "access_token,two words",
        "visibility,direct",
        "follow_up_visibility,PUBLIC",
        "link_policy,SOMETIMES",
        "long_text,SHRINK"
    })
    void eachMistakeIsNamedOnce(String setting, String value) {
        var settings =
                new HashMap<>(account("https://mastodon.social", Map.of()).settings());
        settings.put(setting, value == null ? " " : value);
        var problems = MastodonAccount.problems(new Account("t", settings), GATE);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("settings." + setting + " "), problems::toString);
    }

    @Test
    void theTokenIsNotPrinted() {
        var account = MastodonAccount.of(account("https://mastodon.social", Map.of()));
        assertFalse(account.toString().contains(MastodonStub.TOKEN), account::toString);
    }

    @ParameterizedTest
    @CsvSource({"public,unlisted,public,unlisted", "public,public,public,public", "private,public,private,private"})
    void whatFollowsIsNeverSeenByMoreThanTheFirst(String first, String following, String root, String reply) {
        var account = MastodonAccount.of(
                account("https://mastodon.social", Map.of("visibility", first, "follow_up_visibility", following)));
        assertEquals(root, account.visibilityOf(root()));
        assertEquals(reply, account.visibilityOf(reply("7")));
    }
}
