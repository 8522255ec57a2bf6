package herald.channel.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Field;
import herald.testing.Chats;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackAccountTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
                "https://hooks.slack-gov.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"
            })
    void aWebhooksAddressWillDo(String url) {
        assertEquals(List.of(), problems("url", url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.slack.com/services/T0/B0/x",
                "https://hooks.slack.com.evil.example/services/T0/B0/x",
                "https://hooks.slack.com/triggers/T0/1/x",
                "https://hooks.slack.com/services/T0/B0/x?y",
                "https://hooks.slack.com@evil.example/services/T0/B0/x",
                "https://discord.com/api/webhooks/1/x",
                "not an address"
            })
    void anotherAddressWillNot(String url) {
        var problems = problems("url", url);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().startsWith("settings.url: "), problems.getFirst());
    }

    @Test
    void aBotNeedsItsTokenAndTheChannelsId() {
        assertEquals(List.of(), problems("bot_token", "xoxb-1-2-a", "channel", "C0123456789"));
        assertProblem("settings.channel", problems("bot_token", "xoxb-1-2-a"));
        assertProblem("settings.channel", problems("bot_token", "xoxb-1-2-a", "channel", "#status"));
        assertProblem("settings.bot_token", problems("bot_token", "xoxp-1-2-a", "channel", "C0123456789"));
    }

    @Test
    void oneOfTheTwoWaysIsChosen() {
        assertProblem("settings.url is missing", problems());
        assertProblem(
                "two ways",
                problems(
                        "url",
                        "https://hooks.slack.com/services/T0/B0/x",
                        "bot_token",
                        "xoxb-1",
                        "channel",
                        "C0123456789"));
    }

    @Test
    void choicesAreAmongTheirWords() {
        var bot = problems("bot_token", "xoxb-1", "channel", "C0123456789", "uncertain", "MAYBE", "broadcast", "no");
        assertEquals(2, bot.size(), bot.toString());
    }

    @Test
    void anOpenGateLetsAStandInBe() {
        assertEquals(
                List.of(),
                SlackAccount.problems(Chats.account("url", "http://127.0.0.1:9/services/T/B/x"), Chats.OPEN));
    }

    @Test
    void theSecretsAreKnownAsSuch() {
        assertEquals(
                Set.of("url", "bot_token"),
                SlackAccount.FIELDS.stream()
                        .filter(field -> field.kind() == Field.Kind.SECRET)
                        .map(Field::name)
                        .collect(Collectors.toSet()));
    }

    private static List<String> problems(String... settings) {
        return SlackAccount.problems(Chats.account(settings), Chats.CLOSED);
    }

    private static void assertProblem(String words, List<String> problems) {
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().contains(words), problems.getFirst());
    }
}
