package herald.channel.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XAccountTest {

    @Test
    void aCompleteAccountWillDo() {
        assertEquals(List.of(), XAccount.problems(XFixtures.account("http://127.0.0.1:8080/")));
        assertEquals(42, XAccount.of(XFixtures.account("https://api.x.com")).userId());
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
        "link_policy,SOMETIMES"
    })
    void eachMistakeIsNamedOnce(String setting, String value) {
        var settings = new HashMap<>(XFixtures.account("https://api.x.com").settings());
        settings.put(setting, value == null ? " " : value);
        var problems = XAccount.problems(new Account("t", settings));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("settings." + setting + " "), problems::toString);
    }

    @Test
    void keysAreNotPrinted() {
        var printed = XAccount.of(XFixtures.account("https://api.x.com")).toString();
        assertFalse(printed.contains("ck") || printed.contains("42-at") || printed.contains("ats"), printed);
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
