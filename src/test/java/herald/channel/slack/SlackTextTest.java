package herald.channel.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Words;
import herald.testing.Chats;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackTextTest {

    @Test
    void aTextThatFitsStaysAsItIs() {
        var fitted = SlackText.fit(words(SlackFixtures.WORDS));
        assertEquals(SlackFixtures.WORDS, fitted.text());
        assertFalse(fitted.cut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"가", "점검 중입니다. ", "👨‍👩‍👧‍👦", "&amp;", "<https://example.com/a/b|여기> "})
    void aLongTextIsCutBetweenLettersAndLinks(String word) {
        for (int shift = 0; shift < 6; shift++) {
            var fitted = SlackText.fit(words("x".repeat(shift) + word.repeat(3_000 / word.length() + 200)));
            assertTrue(fitted.cut());
            assertTrue(fitted.weight() <= 3_000 && fitted.weight() > 1_400, fitted.weight() + " of " + word);
            var end = fitted.text().substring(fitted.text().length() - 40);
            assertTrue(end.endsWith("…"), end);
            assertFalse(end.matches("(?s).*(<[^>]*|&[a-z]{0,3})…"), end);
        }
    }

    @Test
    void aLongTextIsSplitOverNumberedMessages() {
        var parts = SlackText.split(words("가나다라 마바사 ".repeat(500)));
        assertEquals(2, parts.size());
        assertTrue(parts.getFirst().text().endsWith("(1/2)"));
        assertTrue(parts.stream().allMatch(part -> part.weight() <= 3_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "see https://example.com/a?b=1&amp;c=2. # see <https://example.com/a?b=1&amp;c=2>.",
                "(https://example.com/가) # (<https://example.com/가>)",
                "<https://example.com|here> # <https://example.com|here>",
                "<https://example.com|https://example.com> # <https://example.com|https://example.com>",
                "no link $1 # no link $1",
                "https://a.example https://b.example # <https://a.example> <https://b.example>"
            })
    void bareAddressesBecomeLinks(String text, String linked) {
        assertEquals(linked, SlackMarkup.linked(text));
        assertEquals(linked, SlackMarkup.linked(linked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!channel>", "<!here>", "<@U1>", "<#C1>", "<!subteam^S1|x>", "<javascript:alert(1)|x>", "<"})
    void onlyLinksStandBetweenAngles(String text) {
        var safe = SlackMarkup.callingNobody(text);
        assertFalse(safe.contains("<"), safe);
        assertEquals(safe, SlackMarkup.callingNobody(safe));
    }

    @Test
    void whatReadersSeeHasNoMarks() {
        assertEquals("메시지 & <PC> · 여기", SlackMarkup.plain("<https://x.example|메시지 &amp; &lt;PC&gt;> · <여기>"));
    }

    private static Words words(String text) {
        return new Words(text, Optional.of(Chats.LINK), "ko");
    }
}
