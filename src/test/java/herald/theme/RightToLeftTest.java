package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import herald.testing.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A language that runs the other way needs one file of words, and nothing of ours may stand in its way. */
@Tag("browser")
class RightToLeftTest {

    /** Pictures for people to look at. */
    private static final Path PICTURES = Path.of("target", "rtl");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private PageHost host;

    @BeforeEach
    void setUp() throws IOException {
        host = new PageHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** Every page mirrored: it begins at the right, nothing is cut off, and names written the other way do not turn the line. */
    @Test
    void everyPageRunsFromRightToLeft() throws IOException {
        var renderer = new ThemeRenderer(List.of(new Arabic(), new JarShelf()));
        var fixtures = new Samples(renderer.theme("arabic"), "ar", "assets/");
        var found = new ArrayList<String>();
        for (var width : List.of(320, 390, 1280)) {
            var page = CHROMIUM.page(
                    new NewContextOptions().setViewportSize(width, 844).setLocale("ar"));
            for (var template : fixtures.byTemplate().entrySet()) {
                int number = 0;
                for (var view : template.getValue()) {
                    var path = "/" + template.getKey().replace(".ftlh", "") + number++;
                    host.put(path, renderer.theme("arabic").render(template.getKey(), "ar", view));
                    page.navigate(host.uri(path).toString());
                    var where = path + " at " + width;
                    assertEquals("rtl", page.evaluate("getComputedStyle(document.documentElement).direction"), where);
                    if (((Number) page.evaluate("document.documentElement.scrollWidth")).intValue() > width) {
                        found.add(where + " is too wide");
                    }
                    if (!beginsAtTheRight(page)) {
                        found.add(where + " begins at the left");
                    }
                    if (number <= 2) {
                        page.screenshot(new ScreenshotOptions()
                                .setPath(PICTURES.resolve(path.substring(1) + "-" + width + ".png"))
                                .setFullPage(width != 1280));
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void datesAndPluralsAreArabic() {
        var words = new ThemeRenderer(List.of(new Arabic(), new JarShelf()))
                .theme("arabic")
                .messages("ar");
        assertEquals(
                "5 مايو 2021 في 21:47 KST",
                words.moment(ThemeFixtures.BROKEN, ThemeFixtures.SEOUL).text());
        assertEquals("نظامان", words.get("group.size", 2));
        assertEquals("3 أنظمة", words.get("group.size", 3));
        assertEquals("11 نظامًا", words.get("group.size", 11));
    }

    private static boolean beginsAtTheRight(Page page) {
        return (boolean) page.evaluate("""
            (() => {
              const name = document.querySelector(".bar__name").getBoundingClientRect();
              return innerWidth - name.right < name.left || name.width > innerWidth * .7;
            })()\
            """);
    }

    /** One file of words. */
    private static final class Arabic implements ThemeShelf {
        @Override
        public Optional<Map<String, byte[]>> files(String name) {
            try (var words = RightToLeftTest.class.getResourceAsStream("/rtl/messages_ar.properties")) {
                assertTrue(words != null);
                return name.equals("arabic")
                        ? Optional.of(
                                Map.of("theme.properties", new byte[0], "messages_ar.properties", words.readAllBytes()))
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
