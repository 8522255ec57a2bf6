package herald.theme;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import herald.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pictures in {@code docs/themes}: every shipped theme in the four states of a page, on a phone and on a desk. No test of its own,
 * and so not run with them: {@code mvn -Pbrowser -Dtest=ThemePictures test}.
 */
@Tag("browser")
class ThemePictures {
    private static final Path FOLDER = Path.of(System.getProperty("pictures.folder", "docs/themes"));
    private static final String FORMAT = System.getProperty("pictures.format", "webp");

    /** Large enough for the shape of a page, small enough for a repository. */
    private static final int QUALITY = 72;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private record Window(String name, int width, int height) {}

    private static final List<Window> WINDOWS = List.of(new Window("phone", 390, 1100), new Window("desk", 1280, 1000));

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void everyStateInTheLightAndAnIncidentInTheDark(String theme) throws IOException {
        for (var state : states()) {
            draw(theme, state, "en", ColorScheme.LIGHT);
        }
        draw(theme, "incident", "en", ColorScheme.DARK);
    }

    private static List<String> states() {
        return List.of("operational", "incident", "major", "maintenance");
    }

    private static void draw(String theme, String state, String language, ColorScheme light) throws IOException {
        try (var host = new PageHost(theme)) {
            host.tells = false;
            var samples = new Samples(ThemeFixtures.RENDERER.theme(theme), language, "/assets/");
            host.put("/", samples.html(samples.get(state).orElseThrow()));
            for (var window : WINDOWS) {
                var page = CHROMIUM.page(new NewContextOptions()
                        .setViewportSize(window.width(), window.height())
                        .setColorScheme(light));
                page.clock().setFixedTime(Samples.NOW.toEpochMilli());
                page.navigate(host.uri("/").toString());
                page.waitForSelector("time .relative");
                var name = "%s-%s-%s%s.%s"
                        .formatted(theme, state, window.name(), light == ColorScheme.DARK ? "-dark" : "", FORMAT);
                Files.createDirectories(FOLDER);
                Files.write(FOLDER.resolve(name), picture(page));
                page.context().close();
            }
        }
    }

    private static byte[] picture(Page page) {
        var wish = new JsonObject();
        wish.addProperty("format", FORMAT);
        if (FORMAT.equals("webp")) {
            wish.addProperty("quality", QUALITY);
        }
        var answer = page.context().newCDPSession(page).send("Page.captureScreenshot", wish);
        return Base64.getDecoder().decode(answer.get("data").getAsString());
    }
}
