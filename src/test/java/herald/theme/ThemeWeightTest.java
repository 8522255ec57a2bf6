package herald.theme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader on a bad network waits for: the front page with thirty components and an open incident, gzipped. */
class ThemeWeightTest {
    /** What the first packets carry, less an answer's headers. */
    private static final int FIRST_PACKETS = 14_000 - 2 * 400;

    /** Page and style sheet: nothing is shown without them. The script is deferred; nobody waits for it. */
    @ParameterizedTest
    @CsvSource({
        "default, en",
        "default, ko",
        "default, ja",
        "ledger, en",
        "ledger, ko",
        "ledger, ja",
        "paper, en",
        "paper, ko",
        "paper, ja"
    })
    void aPageAndItsStyleSheetComeWithTheFirstPackets(String theme, String language) throws IOException {
        int weight = page(theme, language) + asset(theme, "page.css");
        assertTrue(weight < FIRST_PACKETS, theme + " weighs " + weight);
    }

    /** Big words and round corners cost a little more; still in the first fourteen kilobytes. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "ja"})
    void theBannerThemeFitsToo(String language) throws IOException {
        int weight = page("banner", language) + asset("banner", "page.css");
        assertTrue(weight < 14 * 1024, "banner weighs " + weight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "ja"})
    void paperIsTheLightestAndFitsWithItsScript(String language) throws IOException {
        int paper = all("paper", language);
        assertTrue(paper < 14_000, "paper weighs " + paper);
        for (var other : List.of("default", "banner", "ledger")) {
            assertTrue(paper < all(other, language), other);
        }
    }

    private static int all(String theme, String language) throws IOException {
        return page(theme, language) + asset(theme, "page.css") + asset(theme, "page.js");
    }

    private static int page(String theme, String language) throws IOException {
        var samples = new Samples(ThemeFixtures.RENDERER.theme(theme), language, "/assets/");
        return packed(samples.html(samples.get("thirty").orElseThrow()).getBytes(StandardCharsets.UTF_8));
    }

    private static int asset(String theme, String name) throws IOException {
        return packed(ThemeFixtures.RENDERER.theme(theme).asset(name).bytes());
    }

    private static int packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.size();
    }
}
