package herald.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittingTest {

    private static final URI LINK = URI.create("https://status.example.kr/incidents/abc");
    private static final Fitting FITTING = new Fitting("Here", Measure.graphemes(100));

    @Test
    void wordsThatFitGoOutAsTheyAre() {
        assertEquals("점검 중입니다.\n" + LINK, cut("점검 중입니다.", true).text());
    }

    @Test
    void theLinkStaysWhenWordsAreCut() {
        var fitted = cut("가나다라 ".repeat(100), true);
        assertTrue(fitted.cut() && fitted.weight() <= 100, fitted.toString());
        assertTrue(fitted.text().endsWith("가나다라…\n" + LINK), fitted.text());
    }

    @Test
    void lettersMadeOfManyAreNotCutApart() {
        var family = "👨‍👩‍👧‍👦";
        var fitted = cut(family.repeat(200), false);
        assertEquals(family.repeat(99) + "…", fitted.text());
    }

    @Test
    void koreanInJamoIsOneLetterEach() {
        assertEquals(
                3, Measure.graphemes(10).weigh(java.text.Normalizer.normalize("한국어", java.text.Normalizer.Form.NFD)));
    }

    @Test
    void anAddressIsKeptWholeOrLeftOut() {
        var fitted = cut("x".repeat(80) + " https://example.com/a/long/address/here", false);
        assertEquals("x".repeat(80) + "…", fitted.text());
    }

    @Test
    void partsAreNumberedAndEndWhereAReaderWould() {
        var text = IntStream.range(0, 20).mapToObj(i -> "이것은 문장 " + i + "입니다.").collect(Collectors.joining(" "));
        var parts = FITTING.split(new Words(text, Optional.of(LINK), "ko"));
        assertTrue(parts.size() > 2, parts.toString());
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            assertTrue(part.weight() <= 100 && !part.cut(), part.toString());
            assertTrue(part.text().contains("입니다. (" + (i + 1) + "/" + parts.size() + ")"), part.text());
            assertEquals(i == 0, part.text().contains(LINK.toString()));
        }
        var again = parts.stream()
                .map(part -> part.text().replaceFirst(" \\(\\d+/\\d+\\)(?s:\n.*)?$", ""))
                .collect(Collectors.joining(" "));
        assertEquals(text, again);
    }

    @Test
    void shortWordsAreOnePartWithoutANumber() {
        var parts = FITTING.split(new Words("짧은 소식", Optional.of(LINK), "ko"));
        assertEquals(List.of("짧은 소식\n" + LINK), parts.stream().map(Fitted::text).toList());
    }

    @Test
    void whatTurnsTheDirectionOfTextIsLeftOutAndSaid() {
        var fitted = cut("abc\u202Edef\u0000", false);
        assertEquals("abcdef", fitted.text());
        assertFalse(fitted.problems().isEmpty());
    }

    @Test
    void aTextOfManyThousandsEnds() {
        assertTrue(cut("가 ".repeat(200_000), true).weight() <= 100);
        assertEquals(
                1,
                FITTING.split(new Words("가".repeat(200_000), Optional.empty(), "ko"))
                        .size());
        assertEquals(
                1,
                FITTING.split(new Words("https://example.com/" + "a".repeat(5_000), Optional.empty(), "ko"))
                        .size());
    }

    private static Fitted cut(String text, boolean link) {
        return FITTING.cut(new Words(text, link ? Optional.of(LINK) : Optional.empty(), "ko"));
    }
}
