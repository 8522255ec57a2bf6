package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a theme's files become: style sheets that load nothing from elsewhere, pictures that only draw. */
class AssetsTest {
    private static final List<ThemeShelf> SHELVES = List.of(new JarShelf());
    private static final String WAVE =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";

    @Test
    void theStyleSheetBeginsWithTheThemesTokens() {
        var css = text(theme(Map.of("theme.properties", "light.good=#004488")).get("page.css"));
        assertTrue(css.contains("--good:#048;"), css.substring(0, 400));
        assertTrue(css.contains("--ground:#f5f5f1;"), "others are the parent's");
        assertTrue(css.contains("@media screen and (prefers-color-scheme:dark){:root{"));
        assertTrue(css.contains(":root:lang(ko){--font:system-ui"));
        assertTrue(text(theme(Map.of("theme.properties", "light.good=#004488")).get("favicon-operational.svg"))
                .contains("fill=\"#048\""));
    }

    @Test
    void whatAStyleSheetPointsToIsServedBesideItUnderItsHash() {
        var assets = theme(Map.of(
                "theme.properties",
                "bundle.page.css=_tokens.css sea/sea.css",
                "assets/sea/sea.css",
                "/* url(nowhere.png) */ @font-face { font-family: Sea; src: url('../fonts/sea.woff2')"
                        + " format(\"woff2\") }\n"
                        + "body { background: URL( wave.svg ); mask: url(#hole); content: \"url(x)\"; cursor:"
                        + " u\\72l(wave.svg#top) }",
                "assets/sea/wave.svg",
                WAVE,
                "assets/fonts/sea.woff2",
                "wOF2"));
        var css = text(assets.get("page.css"));
        var wave = assets.get("sea/wave.svg").path();
        var font = assets.get("fonts/sea.woff2").path();
        assertTrue(wave.matches("wave\\.[0-9a-f]{10}\\.svg"), wave);
        assertTrue(css.contains("background: url(\"" + wave + "\");"), css);
        assertTrue(css.contains("src: url(\"" + font + "\") format(\"woff2\")"), css);
        assertTrue(css.contains("cursor: url(\"" + wave + "#top\")"), css);
        assertTrue(css.contains("mask: url(\"#hole\")"), css);
        assertTrue(css.contains("content: \"url(x)\""), css);
        assertFalse(css.contains("nowhere"), css);
        var served = assets.all().stream().map(Asset::path).toList();
        assertTrue(served.containsAll(List.of(wave, font)), served.toString());
        assertEquals(served.size(), served.stream().distinct().count());
        assertEquals("font/woff2", assets.get("fonts/sea.woff2").contentType());
    }

    @Test
    void theFrameInOtherPagesPointsToWhereItsPicturesLie() {
        var assets = theme(Map.of(
                "theme.properties", "bundle.embed-frame.css=sea.css",
                "assets/sea.css", "body { background: url(wave.svg) }",
                "assets/wave.svg", WAVE));
        var wave = assets.get("wave.svg").path();
        assertTrue(text(assets.get("embed-frame.css")).contains("url(\"../assets/" + wave + "\")"));
        assertTrue(assets.all().stream().anyMatch(asset -> asset.path().equals(wave)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@import 'https://elsewhere.example/x.css';",
                "@import url(more.css);",
                "@IMP\\4fRT \"more.css\";",
                "@namespace url(http://elsewhere.example/);",
                "a { background: url(https://elsewhere.example/x.png) }",
                "a { background: url(//elsewhere.example/x.png) }",
                "a { background: url(\"\\68ttps://elsewhere.example/x.png\") }",
                "a { background: u\\52 L(https://elsewhere.example/x.png) }",
                "a { background: url(/assets/x.png) }",
                "a { background: url(data:image/png;base64,AAAA) }",
                "a { background: url(../../../etc/passwd) }",
                "a { background: url(../secret.png) }",
                "a { background: url(nowhere.png) }",
                "a { background: url(..\\\\..\\\\x.png) }",
                "a { background: url(%2e%2e/x.png) }",
                "a { background: url(page.js) }",
                "a { background: url(theme.css) }",
                "a { background: url() }",
                "a { background: url(wave.svg }",
                "a { content: \"open }",
                "a { background: image-set('https://elsewhere.example/x.png' 1x) }",
                "a { background: -webkit-image-set('x.png' 1x) }",
                "@font-face { src: src('https://elsewhere.example/x.woff2') }"
            })
    void aStyleSheetThatLoadsFromElsewhereIsRefusedWithFileAndLine(String line) {
        var assets = theme(Map.of(
                "theme.properties",
                "bundle.page.css=sea.css",
                "assets/sea.css",
                "/* a\n b */\n" + line + "\n",
                "assets/wave.svg",
                WAVE,
                "secret.png",
                "x"));
        var failure = assertThrows(ThemeException.class, () -> assets.get("page.css"));
        assertEquals("assets/sea.css", failure.template());
        assertEquals(3, failure.line(), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script>alert(1)</script>| <script> is not allowed",
                "<rect onload=\"alert(1)\"/>| onload= is not allowed",
                "<rect ONCLICK=\"alert(1)\"/>| ONCLICK= is not allowed",
                "<foreignObject/>| <foreignObject> is not allowed",
                "<a href=\"https://elsewhere.example/\"/>| <a> is not allowed",
                "<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>| <animate> is not allowed",
                "<set attributeName=\"onmouseover\" to=\"alert(1)\"/>| <set> is not allowed",
                "<use href=\"other.svg#x\"/>| href= may point into the picture only",
                "<use xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>| href="
                        + " may point",
                "<image href=\"https://elsewhere.example/x.png\"/>| href= may point into the picture only",
                "<image href=\"data:image/svg+xml,x\"/>| href= may point into the picture only",
                "<rect fill=\"url(https://elsewhere.example/#a)\"/>| a picture may point to its own parts only",
                "<style>@import 'https://elsewhere.example/x.css';</style>| @import is not allowed",
                "<style>rect { fill: url(https://elsewhere.example/#a) }</style>| a picture may point to its own parts"
                        + " only",
                "<rect style=\"fill: u\\72l(//elsewhere.example/#a)\"/>| a picture may point to its own parts only",
                "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>| <script> is not allowed",
                "<h:iframe xmlns:h=\"http://www.w3.org/1999/xhtml\"/>| <iframe> is not allowed",
                "<g xmlns=\"\"><script/></g>| <g> is not allowed",
                "<rect>| is no SVG",
                "<?xml-stylesheet href=\"https://elsewhere.example/x.css\"?>| <?xml-stylesheet?> is not allowed"
            })
    void aPictureThatDoesMoreThanDrawIsRefusedWithItsLine(String inside, String reason) {
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n" + inside + "\n</svg>";
        var assets = theme(Map.of("theme.properties", "", "assets/logo.svg", svg));
        var failure = assertThrows(ThemeException.class, () -> assets.site("/assets/", "operational"));
        assertEquals("assets/logo.svg", failure.template());
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
        assertTrue(failure.line() == 2 || reason.equals("is no SVG"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg"
                        + " xmlns=\"http://www.w3.org/2000/svg\">&x;</svg>",
                "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><svg"
                        + " xmlns=\"http://www.w3.org/2000/svg\"><desc>&b;</desc></svg>",
                "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></html>",
                "<svg><path/></svg>",
                "GIF89a",
                ""
            })
    void whatIsNoPictureIsNoLogo(String svg) {
        var assets = theme(Map.of("theme.properties", "", "assets/logo.svg", svg));
        assertThrows(ThemeException.class, () -> assets.site("/assets/", "operational"));
    }

    @Test
    void aPictureAsDesignToolsSaveItIsTaken() {
        var svg = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- made with a tool -->
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9">
              <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
              <inkscape:grid type="xygrid"/>
              <defs><linearGradient id="a"><stop offset="0" stop-color="#f00"/></linearGradient><style>.b { fill: url(#a) }</style></defs>
              <g class="b" transform="translate(1 1)"><use xlink:href="#a"/><rect fill="url(#a)" style="opacity: .5"/></g>
              <image href="data:image/png;base64,iVBORw0KGgo="/>
            </svg>
            """;
        var assets = theme(Map.of("theme.properties", "", "assets/logo.svg", svg));
        assertTrue(String.valueOf(assets.site("/assets/", "operational").logo())
                .matches("/assets/logo\\.[0-9a-f]{10}\\.svg"));
    }

    @Test
    void aLogoStandsInTheBarUnderThePagesName() {
        var own = new HashMap<String, String>(Map.of("theme.properties", "", "assets/logo.svg", WAVE));
        var light = html(own);
        assertTrue(light.contains("<header class=\"bar bar--logo\">"), light);
        assertTrue(
                light.matches("(?s).*<picture class=\"logo logo--light\"><img src=\"/assets/logo\\.[0-9a-f]{10}\\.svg\""
                        + " alt=\"Yellow Talk\"></picture></a>.*"),
                light);
        own.put("assets/logo-dark.png", "x");
        var both = html(own);
        assertTrue(
                both.matches("(?s).*<picture class=\"logo\"><source srcset=\"/assets/logo-dark\\.[0-9a-f]{10}\\.png\""
                        + " media=\"\\(prefers-color-scheme: dark\\)\"><img .*"),
                both);
        assertNull(theme(Map.of("theme.properties", ""))
                .site("/assets/", "operational")
                .logo());
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void everyShippedThemeIsWhole(String theme) {
        var all = new Assets(ThemeFiles.of(theme, SHELVES)).all();
        assertEquals(2 + Messages.BANNERS.size(), all.size());
        all.stream()
                .filter(asset -> asset.path().startsWith("favicon"))
                .forEach(asset -> assertFalse(text(asset).contains("var("), asset.path()));
    }

    private static String html(Map<String, String> own) {
        return new Samples(Theme.onTrial(files(own)), "en", "/assets/")
                .html(new Samples(Theme.onTrial(files(own)), "en", "/assets/")
                        .get("empty")
                        .orElseThrow());
    }

    private static Assets theme(Map<String, String> own) {
        return new Assets(files(own));
    }

    private static ThemeFiles files(Map<String, String> own) {
        var bytes = new HashMap<String, byte[]>();
        own.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return ThemeFiles.of("sea", bytes, SHELVES);
    }

    private static String text(Asset asset) {
        return new String(asset.bytes(), StandardCharsets.UTF_8);
    }
}
