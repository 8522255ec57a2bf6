package herald.channel.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twitter.twittertext.TwitterTextParser;
import herald.channel.Fitted;
import herald.channel.Words;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XTextTest {

    private static final URI LINK = URI.create("https://status.example.com/incidents/abc123");

    @Test
    void koreanWeighsTwo() {
        // 95 of Hangul and 128 that weigh one: 223 characters in all.
        assertEquals(318, XText.weight("가".repeat(95) + "a".repeat(128)));
        assertTrue(fit("가".repeat(95) + "a".repeat(128)).cut());
        var most = fit("가".repeat(140));
        assertEquals(new Fitted("가".repeat(140), 280, 280, false, List.of()), most);
    }

    @Test
    void whatFitsIsLeftAsItIsWithTheLinkOnALineOfItsOwn() {
        assertEquals("복구했습니다\n" + LINK, fit("복구했습니다", LINK).text());
        assertEquals(12 + 1 + 23, fit("복구했습니다", LINK).weight());
    }

    @Test
    void latinIsCutAtAWord() {
        var fitted = fit("word ".repeat(100), LINK);
        assertTrue(fitted.text().endsWith("word…\n" + LINK), fitted.text());
        assertTrue(fitted.weight() > 265 && fitted.weight() <= 280);
        assertFalse(fitted.problems().isEmpty());
    }

    @Test
    void koreanIsCutAtASpaceOrElseBetweenGraphemes() {
        assertTrue(fit("메시지를 보낼수없음 ".repeat(30), LINK).text().matches("(?s).*(메시지를|보낼수없음)…\n.*"));
        assertEquals("가".repeat(139) + "…", fit("가".repeat(141)).text());
        // One space right at the front is no reason to give up the rest.
        assertTrue(fit("안내: " + "가".repeat(200)).weight() > 270);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧‍👦", "🇰🇷", "⚠️", "e\u0301\u0323\u0330", "👍🏽", "각"})
    void graphemesStayWhole(String grapheme) {
        var text = fit(grapheme.repeat(400)).text();
        var whole = Normalizer.normalize(grapheme, Normalizer.Form.NFC);
        assertEquals("", text.substring(0, text.length() - 1).replace(whole, ""), text);
        assertTrue(XText.weight(text) <= 280 && TwitterTextParser.parseTweet(text).isValid);
    }

    @Test
    void anAddressInTheTextStaysWhole() {
        var address = "https://status.example.com/a/long/path/to/somewhere";
        for (var before = 200; before < 280; before++) {
            var text = fit("x".repeat(before) + " " + address + " and on and on and on and on and on")
                    .text();
            assertTrue(!text.contains("https") || text.contains(address), text);
            assertTrue(XText.weight(text) <= 280, text);
        }
    }

    @Test
    void anAddressThatXDoesNotKnowCountsItsCharacters() {
        var local = URI.create("http://127.0.0.1:8080/incidents/abc123");
        var fitted = fit("가".repeat(140), local);
        assertTrue(fitted.text().endsWith("…\n" + local));
        assertTrue(fitted.weight() <= 280 && fitted.weight() > 276, fitted::toString);
    }

    @Test
    void aLinkThatCannotFitIsLeftOut() {
        var fitted = fit("복구했습니다", URI.create("http://localhost/" + "x".repeat(300)));
        assertEquals("복구했습니다", fitted.text());
        assertEquals(1, fitted.problems().size());
    }

    @Test
    void whatXDoesNotTakeIsLeftOutAndSaid() {
        var fitted = fit("\uFEFFa\uFFFE\uFFFF\u0000\u001b\ud800b\r\nc\td\n");
        assertEquals("ab\nc d", fitted.text());
        assertEquals(1, fitted.problems().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\uFEFF", "\n\n"})
    void nothingToSayIsAProblem(String text) {
        assertFalse(fit(text).problems().isEmpty());
        assertEquals("", fit(text).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"가나다라 ", "word ", "가", "x", "😀", ".", "-", "@a", "https://a.co/b "})
    void twentyFiveThousandCharactersFitFast(String unit) {
        var text = unit.repeat(25_000 / unit.length());
        var fitted = fit(text, LINK);
        assertTrue(fitted.cut() && fitted.weight() <= 280 && fitted.text().endsWith("\n" + LINK), fitted::toString);
        // The processor's time and the best of a few: the machine may be busy.
        var best = IntStream.range(0, 10).mapToLong(_ -> nanos(text)).min().orElseThrow();
        assertTrue(
                best < Duration.ofMillis(50).toNanos(),
                () -> Duration.ofNanos(best).toString());
    }

    private static long nanos(String text) {
        var processor = ManagementFactory.getThreadMXBean();
        var start = processor.getCurrentThreadCpuTime();
        assertTrue(fit(text, LINK).cut());
        return processor.getCurrentThreadCpuTime() - start;
    }

    private static Fitted fit(String text) {
        return XText.fit(new Words(text, Optional.empty(), "ko"));
    }

    private static Fitted fit(String text, URI link) {
        return XText.fit(new Words(text, Optional.of(link), "ko"));
    }
}
