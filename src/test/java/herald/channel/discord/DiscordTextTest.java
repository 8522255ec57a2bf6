package herald.channel.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Words;
import herald.testing.Chats;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordTextTest {

    @ParameterizedTest
    @CsvSource({
        "*a* _b_ ~~c~~ `d`, \\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`",
        "@everyone <@1>, \\@everyone \\<\\@1\\>",
        "[x](https://e.example/a_b), \\[x\\](https://e.example/a_b)",
        "https://e.example/a_b*c stays, https://e.example/a_b*c stays",
        "- list, \\- list",
        "well-known, well-known"
    })
    void markUpIsTakenAsItStands(String plain, String escaped) {
        assertEquals(escaped, DiscordText.escaped(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"가", "점검 중 ", "👨‍👩‍👧‍👦", "*"})
    void aLongTextIsCutToFitTheEmbed(String word) {
        var fitted = DiscordText.fit(words(word.repeat(4_000)));
        assertTrue(fitted.cut());
        assertTrue(fitted.weight() <= 3_500 && fitted.weight() > 1_700, "" + fitted.weight());
    }

    @Test
    void aTextThatFitsStaysAsItIsWithoutALink() {
        var fitted = DiscordText.fit(words(Chats.WORDS));
        assertEquals(Chats.WORDS, fitted.text());
        assertFalse(fitted.cut());
    }

    @Test
    void aLongTextIsSplitOverNumberedMessages() {
        assertEquals(2, DiscordText.split(words("가나다라 마바사 ".repeat(500))).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://discord.com/api/webhooks/1234567890/AbC-d_e",
                "https://discordapp.com/api/webhooks/1234567890/AbC",
                "https://ptb.discord.com/api/v10/webhooks/1234567890/AbC"
            })
    void aWebhooksAddressWillDo(String url) {
        assertEquals(List.of(), DiscordAccount.problems(Chats.account("url", url), Chats.CLOSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://discord.com/api/webhooks/1/AbC",
                "https://discord.com.evil.example/api/webhooks/1/AbC",
                "https://discord.com/api/webhooks/1/AbC/slack",
                "https://discord.com/api/webhooks/1/AbC?thread_id=7",
                "https://discord.com/channels/1/2",
                "https://hooks.slack.com/services/T0/B0/x"
            })
    void anotherAddressWillNot(String url) {
        assertEquals(
                1,
                DiscordAccount.problems(Chats.account("url", url), Chats.CLOSED).size());
    }

    @Test
    void anAddressIsNeeded() {
        assertTrue(DiscordAccount.problems(Chats.account(), Chats.CLOSED)
                .getFirst()
                .startsWith("settings.url is missing"));
    }

    private static Words words(String text) {
        return new Words(text, Optional.of(Chats.LINK), "ko");
    }
}
