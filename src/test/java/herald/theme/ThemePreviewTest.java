package herald.theme;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders every fixture in every language, and leaves the pages in {@code target/theme-preview} to be looked at. */
class ThemePreviewTest {
    private static final Path PREVIEW = Path.of("target", "theme-preview");

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "ja"})
    void everyPageRendersInEveryLanguage(String language) throws IOException {
        var fixtures = new ThemeFixtures(language);
        for (var name : fixtures.names()) {
            var sample = fixtures.get(name).orElseThrow();
            keep(sample.template(), language, name, sample.view());
        }
        for (var asset : ThemeFixtures.RENDERER.theme("default").allAssets()) {
            Files.createDirectories(PREVIEW.resolve("assets"));
            Files.write(PREVIEW.resolve("assets").resolve(asset.path()), asset.bytes());
        }
    }

    private void keep(String template, String language, String name, Record view) throws IOException {
        var html = ThemeFixtures.RENDERER.theme("default").render(template, language, view);
        assertTrue(html.startsWith("<!doctype html>"), html);
        assertTrue(html.contains("</html>"));
        assertFalse(html.contains("style="), "no inline style");
        Files.createDirectories(PREVIEW);
        Files.writeString(PREVIEW.resolve(name + "-" + language + ".html"), html);
    }
}
