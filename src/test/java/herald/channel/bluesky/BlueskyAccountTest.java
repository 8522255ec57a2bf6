package herald.channel.bluesky;

import static herald.channel.bluesky.BlueskyFixtures.account;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.http.AddressGate;
import herald.testing.BlueskyStub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlueskyAccountTest {

    private static final AddressGate GATE = new AddressGate(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status.bsky.social",
                "@status.example.com",
                "did:plc:ewvi7nxzyoun6zhxrhs64oiz",
                "status@example.com"
            })
    void aCompleteAccountWillDo(String identifier) {
        var account = new Account("t", Map.of("identifier", identifier, "app_password", "abcd-efgh-2345-mnop"));
        assertEquals(List.of(), BlueskyAccount.problems(account, GATE));
        assertEquals("https://bsky.social", BlueskyAccount.of(account).server());
        assertEquals(
                identifier.replaceFirst("^@", ""), BlueskyAccount.of(account).identifier());
    }

    @ParameterizedTest
    @CsvSource({
        "identifier,",
        "identifier,status",
        "identifier,@status",
        "identifier,https://bsky.app/profile/status.bsky.social",
        "app_password,",
        "app_password,two words",
        "api_url,bsky.social",
        "api_url,http://bsky.social",
        "link_policy,SOMETIMES",
        "long_text,SHRINK"
    })
    void eachMistakeIsNamedOnce(String setting, String value) {
        var settings = new HashMap<>(account("https://bsky.social", Map.of()).settings());
        settings.put(setting, value == null ? " " : value);
        var problems = BlueskyAccount.problems(new Account("t", settings), GATE);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("settings." + setting + " "), problems::toString);
    }

    @Test
    void neitherPasswordNorTokensArePrinted() {
        var account = BlueskyAccount.of(account("https://bsky.social", Map.of()));
        assertFalse(account.toString().contains(BlueskyStub.PASSWORD), account::toString);
        var session = new BlueskySession("did:plc:x", "h.example", "https://pds.example", "access", "refresh");
        assertEquals("BlueskySession[did:plc:x]", session.toString());
    }
}
