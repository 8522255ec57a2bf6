package herald.channel.mastodon;

import static herald.channel.mastodon.MastodonFixtures.account;
import static herald.channel.mastodon.MastodonFixtures.channel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Words;
import herald.testing.MastodonStub;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths as Mastodon counts them. */
class MastodonTextTest {

    private static final MastodonMeasure MEASURE = MastodonMemory.USUAL;
    private static final Optional<URI> LINK =
            Optional.of(URI.create("https://status.example.com/incidents/abc123def456"));

    @ParameterizedTest
    @CsvSource({
        "안녕하세요,5",
        "👨‍👩‍👧‍👦🇰🇷,2",
        "https://status.example.com/a/very/long/path/to/an/incident,23",
        "https://a.kr,23",
        "보기 https://status.example.com/x.,27",
        "https://status.example.com/x에서,25",
        "http://127.0.0.1/x,18",
        "http://localhost/incidents/abc123def456,39",
        "@status@mastodon.social,7",
        "@status@mastodon.social에서,9",
        "mail@example.com,16",
        "https://example.com/@a@b.example,23"
    })
    void aLetterIsWhatAReaderSeesAnAddressIsTwentyThreeAMentionIsItsName(String text, int weight) {
        assertEquals(weight, MEASURE.weigh(text));
    }

    @Test
    void aThousandSignsBeforeAnAtSignAreCountedAtOnce() {
        assertEquals(50_001, MEASURE.weigh("@" + "a.".repeat(25_000)));
        assertEquals(50_008, MEASURE.weigh("https://" + "a-".repeat(25_000)));
    }

    @Test
    void koreanIsCutToTheServersLimitAndKeepsItsLink() {
        var fitted =
                channel().fit(new Words("가".repeat(600), LINK, "ko"), account("https://mastodon.social", Map.of()));
        assertTrue(fitted.cut());
        assertEquals(500, fitted.limit());
        assertEquals(500, fitted.weight());
        assertTrue(fitted.text().endsWith("…\n" + LINK.get()), fitted.text());
    }

    @Test
    void whatTheServerSaidOfItsLimitsHolds() {
        try (var server = MastodonStub.start().limits(5_000, 30)) {
            var account = account(server);
            channel().check(account);
            var fitted = channel().fit(new Words("가".repeat(600), LINK, "ko"), account);
            assertFalse(fitted.cut());
            assertEquals(631, fitted.weight());
            assertEquals(5_000, fitted.limit());
        }
    }

    @Test
    void longWordsGoOutInNumberedPostsEachWithinTheLimit() {
        var parts = channel()
                .split(
                        new Words("메시지가 늦게 도착합니다. ".repeat(70), LINK, "ko"),
                        account("https://mastodon.social", Map.of()));
        assertEquals(3, parts.size());
        for (var part : parts) {
            assertTrue(part.weight() <= 500, part::toString);
        }
        assertTrue(parts.getFirst().text().contains("(1/3)"));
        assertTrue(parts.getFirst().text().endsWith(LINK.get().toString()));
    }

    static Stream<Arguments> html() {
        return Stream.of(
                Arguments.of("<p>a<br />b</p><p>c</p>", "a\nb\n\nc"),
                Arguments.of("<p>a<br>b</p>", "a\nb"),
                Arguments.of("<p>&lt;b&gt; &amp; &quot;x&quot;</p>", "<b> & \"x\""),
                Arguments.of("<p>&#39;y&#39; &#x27;z&#x27; &apos;w&apos;</p>", "'y' 'z' 'w'"),
                Arguments.of("<p>&amp;lt;</p>", "&lt;"),
                Arguments.of("<p>&nope; &#1114112;</p>", "&nope; &#1114112;"),
                Arguments.of(
                        "<a href=\"https://x\"><span class=\"invisible\">https://</span>"
                                + "<span class=\"ellipsis\">x.kr/lon</span><span class=\"invisible\">g</span></a>",
                        "https://x.kr/long"));
    }

    @ParameterizedTest
    @MethodSource("html")
    void htmlIsReadAsTheWordsItShows(String html, String words) {
        assertEquals(words, MastodonHtml.plain(html));
    }
}
