package herald.channel.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.http.AddressGate;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XAccountTest {

    private static final AddressGate OPEN = new AddressGate(true);

    @Test
    void aCompleteAccountWillDo() {
        assertEquals(List.of(), XAccount.problems(XFixtures.account("http://127.0.0.1:8080/"), OPEN));
        assertEquals(
                Optional.of(42L),
                XAccount.of(XFixtures.account("https://api.x.com")).userId());
        assertEquals(
                "https://api.x.com",
                XAccount.of(XFixtures.account("https://api.x.com//")).apiUrl());
    }

    @ParameterizedTest
    @CsvSource({
        "consumer_key,",
        "consumer_secret,",
        "access_token,",
        "access_token_secret,",
        "access_token,abc",
        "access_token,99999999999999999999-a",
        "api_url,api.x.com",
        "api_url,ftp://x",
        "api_url,http://a b",
        "api_url,https://",
        "api_url,https://u:p@x.com",
        "api_url,https://x.com?a=1",
        "link_policy,SOMETIMES",
        "long_text,FOLD",
        "image,ALL",
        "probe,YES"
    })
    void eachMistakeIsNamedOnce(String setting, String value) {
        var settings = new HashMap<>(XFixtures.account("https://api.x.com").settings());
        settings.put(setting, value == null ? " " : value);
        var problems = XAccount.problems(new Account("t", settings), OPEN);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("settings." + setting + " "), problems::toString);
    }

    @Test
    void anAccountIsConnectedByOAuth2InsteadOfTheFourKeys() {
        assertEquals(List.of(), XAccount.problems(connected(Map.of()), OPEN));
        assertEquals(List.of(), XAccount.problems(connected(Map.of("client_secret", "cs")), OPEN));
        var both = XAccount.problems(connected(Map.of("consumer_key", "ck", "access_token", "42-at")), OPEN);
        assertEquals(1, both.size());
        assertTrue(both.getFirst().contains("settings.consumer_key, settings.access_token"), both::toString);
    }

    @Test
    void halfAConnectionIsNamed() {
        var begun = XAccount.problems(connected(Map.of("refresh_token", "")), OPEN);
        assertEquals(List.of("settings.refresh_token is missing: connect the account in the console"), begun);
        var lost = XAccount.problems(connected(Map.of("client_id", "")), OPEN);
        assertEquals(1, lost.size());
        assertTrue(lost.getFirst().startsWith("settings.client_id is missing"), lost::toString);
    }

    @Test
    void d08_anAddressInThePrivateNetworkIsRefused() {
        var closed = new AddressGate(false);
        assertEquals(List.of(), XAccount.problems(XFixtures.account("https://api.x.com"), closed));
        for (var address : List.of("http://api.x.com", "https://127.0.0.1", "https://api.x.com:22")) {
            assertEquals(
                    1, XAccount.problems(XFixtures.account(address), closed).size(), address);
        }
    }

    private static Account connected(Map<String, String> more) {
        var settings = new HashMap<>(Map.of("client_id", "cid", "refresh_token", "rt"));
        settings.putAll(more);
        return new Account("t", settings);
    }

    @Test
    void keysAreNotPrinted() {
        var printed = XAccount.of(XFixtures.account("https://api.x.com")).toString();
        assertFalse(printed.contains("ck") || printed.contains("42-at") || printed.contains("ats"), printed);
        var keys = XAccount.of(XFixtures.account("https://api.x.com")).keys().toString();
        assertFalse(keys.contains("ck") || keys.contains("42-at") || keys.contains("ats"), keys);
        assertEquals("OAuth2", new XKeys.OAuth2("hush", Optional.empty()).toString());
    }

    @Test
    void theTimesToLookAreASetting() {
        try (var context = ApplicationContext.run(Map.of("datasources.default.url", "jdbc:h2:mem:looks"))) {
            var usual = List.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60));
            assertEquals(usual, context.getBean(XChannel.class).looks());
        }
        try (var context = ApplicationContext.run(
                Map.of("datasources.default.url", "jdbc:h2:mem:looks", "herald.x.looks", "10ms,20ms"))) {
            assertEquals(
                    List.of(Duration.ofMillis(10), Duration.ofMillis(20)),
                    context.getBean(XChannel.class).looks());
        }
    }
}
