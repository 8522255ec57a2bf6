package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.theme.Tokens.Scheme;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeCheckTest {
    private static final List<ThemeShelf> SHELVES = List.of(new JarShelf());

    /** From WCAG 2's own definition, checked against the figures people know. */
    @ParameterizedTest
    @CsvSource({
        "#000, #fff, 21.00",
        "#777, #fff, 4.47",
        "#767676, #fff, 4.54",
        "#949494, #ffffff, 3.03",
        "#5cdd8b, #fff, 1.72",
        "#ff0000, #ffffff, 3.99",
        "#0000ff, #ffffff, 8.59",
        "#00734f, #ffffff, 5.89",
        "#123456, #123456, 1.00"
    })
    void theContrastIsThatOfTheStandard(String one, String other, double ratio) {
        var front = Colour.parse(one).orElseThrow();
        var back = Colour.parse(other).orElseThrow();
        assertEquals(ratio, Math.floor(front.contrast(back) * 100) / 100, 0.001);
        assertEquals(front.contrast(back), back.contrast(front));
    }

    /** Figures of CSS Color 4's sample code. */
    @ParameterizedTest
    @CsvSource({
        "#ff0000, 0.62796, 0.25768, 29.23",
        "#00ff00, 0.86644, 0.29483, 142.50",
        "#0000ff, 0.45201, 0.31321, 264.05",
        "#ffffff, 1.00000, 0.00000, 0"
    })
    void oklchIsThatOfTheStandard(String hex, double lightness, double chroma, double hue) {
        var seen = Colour.parse(hex).orElseThrow().oklch();
        assertEquals(lightness, seen.lightness(), 0.0002);
        assertEquals(chroma, seen.chroma(), 0.0002);
        if (chroma > 0.01) {
            assertEquals(hue, seen.hue(), 0.05);
        }
    }

    @Test
    void aColourComesBackFromOklchAsItWas() {
        for (int rgb = 0; rgb <= 0xffffff; rgb += 0x010307) {
            assertEquals(new Colour(rgb), new Colour(rgb).oklch().colour());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void whatWeShipCanBeRead(String theme) {
        assertEquals(
                List.of(),
                ThemeCheck.of(ThemeFiles.of(theme, SHELVES)).stream()
                        .map(ThemeCheck.Finding::text)
                        .toList());
    }

    @Test
    void anUnreadableColourIsNamedWithItsFigureAndTheNearestThatCanBeRead() {
        var findings = check("light.muted=#a0a8a3");
        var worst = findings.stream()
                .filter(finding ->
                        finding.front().equals("muted") && finding.back().equals("surface"))
                .findFirst()
                .orElseThrow();
        assertEquals("light", worst.scheme());
        assertEquals("#a0a8a3", worst.frontColour());
        assertEquals("#ffffff", worst.backColour());
        assertEquals(4.5, worst.bar());
        assertEquals(2.43, worst.ratio(), 0.01);
        var nearest = Colour.parse(worst.nearest()).orElseThrow();
        assertTrue(nearest.contrast(Colour.WHITE) >= 4.5);
        assertTrue(nearest.contrast(Colour.WHITE) < 4.65, "no darker than needed: " + nearest.contrast(Colour.WHITE));
        assertEquals(
                Colour.parse("#a0a8a3").orElseThrow().oklch().hue(),
                nearest.oklch().hue(),
                6);
        assertTrue(
                worst.text()
                        .startsWith(
                                "light: muted #a0a8a3 on surface #ffffff (times and notes in cards) has a contrast of"
                                        + " 2.4"),
                worst.text());
        assertTrue(
                worst.text().endsWith("the nearest readable colour is light.muted=" + worst.nearest()), worst.text());
        assertTrue(findings.stream().allMatch(finding -> finding.ratio() < finding.bar()));
    }

    @Test
    void takingTheAdviceLeavesNothingToSay() {
        var tokens = new LinkedHashMap<>(Map.of(
                "light.ground",
                "#fff3b0",
                "light.ink",
                "#998844",
                "light.good",
                "#5cdd8b",
                "light.warn",
                "#ffd166",
                "light.bad",
                "#ff6b6b",
                "light.info",
                "#8ecae6",
                "light.muted",
                "#c0b283"));
        for (int round = 0; round < 12; round++) {
            var found = check(properties(tokens));
            if (found.isEmpty()) {
                return;
            }
            found.forEach(finding -> tokens.put(
                    finding.scheme() + "." + finding.front().split(" ", 2)[0], String.valueOf(finding.nearest())));
        }
        assertEquals(List.of(), check(properties(tokens)));
    }

    @Test
    void aPairTheThemeNamesItselfIsCheckedToo() {
        var findings = check("light.brand=#ffe08a\npair.links=brand on surface, text, links of ours");
        assertEquals(
                List.of("links of ours"),
                findings.stream().map(ThemeCheck.Finding::where).toList());
    }

    /** Ten colours and nothing else: what is made from them can be read, in the dark too, whatever the hue. */
    @ParameterizedTest
    @ValueSource(
            strings = {"#fee500", "#e4002b", "#00c73c", "#0064ff", "#7b2cbf", "#111111", "#ff6f00", "#00b8d9", "#8d6e63"
            })
    void whatIsMadeFromTenColoursCanBeRead(String brand) {
        var ten = """
            light.ground=#f7f7fa
            light.surface=#ffffff
            light.ink=#1d1d24
            light.muted=#5c5c68
            light.line=#dddde4
            light.good=#0a7a3d
            light.warn=#8a5200
            light.bad=#b3202a
            light.info=#0b5cad
            light.brand=%s
            """.formatted(brand);
        assertEquals(
                List.of(), check(ten).stream().map(ThemeCheck.Finding::text).toList());
        var tokens = tokens(ten);
        assertEquals(brand, tokens.colour(Scheme.LIGHT, "brand-deep").hex(), "the brand itself fills the head");
        assertTrue(tokens.colour(Scheme.DARK, "ground").luminance() < 0.03);
    }

    @Test
    void aLightColourOfTheThemesOwnTakesTheParentsDarkWithIt() {
        var tokens = tokens("light.good=#7a3db8");
        var violet = Colour.parse("#7a3db8").orElseThrow().oklch().hue();
        assertEquals(violet, tokens.colour(Scheme.DARK, "good").oklch().hue(), 12);
        assertEquals(violet, tokens.colour(Scheme.DARK, "good-deep").oklch().hue(), 12);
        assertEquals("#7a3db8", tokens.colour(Scheme.LIGHT, "good-deep").hex());
        assertEquals("#f4c265", tokens.colour(Scheme.LIGHT, "warn-deep").hex(), "others stay");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "light.ground=red| 2| light.ground: «red» is no colour; write #rrggbb",
                "light.grond=#fff| 2| light.grond: there is no token «grond»; there are ground, surface, ink,",
                "dark.ink-deep=#fff| 2| dark.ink-deep: there is no token «ink-deep»",
                "radius=14px;} body{display:none| 2| radius: «14px;} body{display:none» is no length",
                "font=Arial;} *{| 2| font: «Arial;} *{» is no list of font names",
                "font.korean=Arial| 2| font.korean: «font.korean» is no token",
                "pair.x=brand over ground| 2| pair.x: «brand over ground» does not read like"
            })
    void aBadTokenIsNamedWithItsLine(String line, int number, String reason) {
        var failure = assertThrows(ThemeException.class, () -> tokens("name=Sea\n" + line + "\n"));
        assertEquals("theme.properties", failure.template());
        assertEquals(number, failure.line());
        assertTrue(failure.getMessage().startsWith("theme.properties:" + number + ": " + reason), failure.getMessage());
    }

    @Test
    void printIsDarkOnWhiteWhateverTheTheme() {
        var css = tokens("light.ground=#000\nlight.surface=#111\nlight.ink=#eee\nlight.good=#7fd")
                .css();
        var print = css.substring(css.indexOf("@media print"));
        assertTrue(print.contains("--ground:#fff;--surface:#fff;--ink:#000;"), print);
        var good = print.replaceFirst("(?s).*--good:(#[0-9a-f]+);.*", "$1");
        assertTrue(Colour.parse(good).orElseThrow().contrast(Colour.WHITE) >= 4.5, print);
    }

    private static List<ThemeCheck.Finding> check(String own) {
        return ThemeCheck.of(files(own));
    }

    private static Tokens tokens(String own) {
        return Assets.tokens(files(own));
    }

    private static ThemeFiles files(String own) {
        return ThemeFiles.of("sea", Map.of("theme.properties", own.getBytes(StandardCharsets.UTF_8)), SHELVES);
    }

    private static String properties(Map<String, String> tokens) {
        var text = new StringBuilder();
        tokens.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }
}
