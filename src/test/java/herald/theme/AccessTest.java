package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import herald.testing.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every public page for those who read with other means: axe-core finds nothing, in the light and the dark, wide and narrow. */
@Tag("browser")
class AccessTest {
    /** As narrow as a window of 1280 pixels at 400 % zoom (WCAG 1.4.10). */
    private static final int ZOOMED = 320;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void axeFindsNothing(String theme) throws IOException {
        var axe = axe();
        var found = new ArrayList<String>();
        try (var host = host(theme, "en")) {
            for (var light : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                // Colours do not depend on the width, nor the width on the colours.
                int width = light == ColorScheme.LIGHT ? ZOOMED : 1280;
                var page = CHROMIUM.page(
                        new NewContextOptions().setViewportSize(width, 900).setColorScheme(light));
                for (var path : host.paths()) {
                    page.navigate(host.uri(path).toString());
                    page.evaluate("""
                        for (const details of document.querySelectorAll("details")) details.open = true;
                        document.querySelector("[data-silent]").hidden = false;\
                        """);
                    page.evaluate(axe);
                    var problems = (List<?>) page.evaluate("""
                        axe.run(document).then(result => result.violations.map(v => v.id + " " + v.nodes[0].html))\
                        """);
                    problems.forEach(problem -> found.add(path + " " + light + " " + width + ": " + problem));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    /** Nothing is cut off, and a reader who has begun does not lose the line when the script adds how long ago things were. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void everyPageFitsItsWindowAndStandsStill(String theme) throws IOException {
        var found = new ArrayList<String>();
        for (var language : List.of("en", "ko", "ja", "ar")) {
            try (var host = host(theme, language)) {
                for (var width : List.of(ZOOMED, 1280)) {
                    var page = CHROMIUM.page(new NewContextOptions().setViewportSize(width, 844));
                    for (var path : host.paths()) {
                        page.navigate(host.uri(path).toString());
                        var where = language + path + " at " + width + ": ";
                        var own = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
                        if (own > width) {
                            found.add(where + own + " wide");
                        }
                        moved(page).forEach(line -> found.add(where + line + " moves"));
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger"})
    void barsAreShapesWhereColoursAreTakenAway(String theme) throws IOException {
        try (var host = host(theme, "en")) {
            var page = CHROMIUM.page(new NewContextOptions().setForcedColors(ForcedColors.ACTIVE));
            page.navigate(host.uri("/thirty").toString());
            assertTrue(thickness(page, "operational") < thickness(page, "partial_outage"));
            assertTrue(thickness(page, "partial_outage") < thickness(page, "major_outage"));
            assertTrue(thickness(page, "no_data") < thickness(page, "operational"));
            assertEquals(1, ((Number) page.evaluate("""
                new Set([...document.querySelectorAll(".uptime path")].map(bar => getComputedStyle(bar).stroke)).size\
                """)).intValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void aStatusIsAWordAndASignOfItsOwn(String theme) throws IOException {
        try (var host = host(theme, "en")) {
            var page = CHROMIUM.page();
            page.navigate(host.uri("/major").toString());
            var words = (List<?>) page.evaluate("""
                [...document.querySelectorAll(".word")].map(word => {
                  const icon = word.querySelector(".icon");
                  const sign = icon.querySelector("use")?.getAttribute("href") || icon.className;
                  const said = [...word.childNodes].filter(node => node !== icon).map(node => node.textContent).join("");
                  return said.trim() + "=" + sign + "=" + icon.getAttribute("aria-hidden");
                })\
                """);
            var signs = new LinkedHashMap<String, String>();
            for (var word : words) {
                var parts = String.valueOf(word).split("=");
                assertEquals("true", parts[2], "a sign says nothing to those who hear the word");
                signs.put(parts[0], parts[1]);
            }
            var different = List.of("Operational", "Degraded performance", "Partial outage", "Major outage");
            assertEquals(4, different.stream().map(signs::get).distinct().count(), signs.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void everythingThatCanBePressedCanBeReachedByTheKeyboardAndShowsIt(String theme) throws IOException {
        try (var host = host(theme, "en")) {
            var page = CHROMIUM.page();
            page.navigate(host.uri("/thirty").toString());
            var count = ((Number) page.evaluate("""
                [...document.querySelectorAll("a[href], summary, button")].filter(one => one.checkVisibility()).length\
                """)).intValue();
            var reached = new ArrayList<String>();
            for (var i = 0; i < count; i++) {
                page.keyboard().press("Tab");
                var focus = String.valueOf(page.evaluate("""
                    (() => {
                      const one = document.activeElement;
                      const style = getComputedStyle(one);
                      one.dataset.reached = 1;
                      return style.outlineStyle + " " + parseFloat(style.outlineWidth) + " " + one.outerHTML.slice(0, 60);
                    })()\
                    """));
                if (!focus.matches("(?s)(solid|auto) [2-9].*")) {
                    reached.add(focus);
                }
            }
            assertEquals(List.of(), reached, "reached without being seen to be");
            assertEquals(
                    count, ((Number) page.evaluate("document.querySelectorAll('[data-reached]').length")).intValue());
        }
    }

    /** Time, edges and marks follow the words. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger"})
    void barsRunAsTheWordsDo(String theme) throws IOException {
        try (var host = host(theme, "ar")) {
            var page = CHROMIUM.page();
            page.navigate(host.uri("/thirty").toString());
            assertEquals("rtl", page.getAttribute("html", "dir"));
            assertTrue((boolean) page.evaluate("""
                (() => {
                  const svg = document.querySelector("#c-messages .uptime svg");
                  const last = svg.querySelector(".tone--partial_outage[d^='M89 ']").getBoundingClientRect();
                  const all = svg.getBoundingClientRect();
                  return last.left - all.left < all.width / 20;
                })()\
                """), "today is at the left");
        }
    }

    /** A theme's files name sides by the way one reads, never by left and right. */
    @Test
    void styleSheetsAreForBothWaysOfReading() throws IOException {
        var sided = Pattern.compile(
                "(?m)(?<![\\w-])((margin|padding|border)-(left|right)|(left|right)\\s*:|(text-align|float|clear)\\s*:\\s*(left|right))");
        try (var files = Files.walk(Path.of("themes"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".css")).toList()) {
                var found = sided.matcher(Files.readString(file));
                assertTrue(!found.find(), () -> file + ": " + found.group());
            }
        }
    }

    @Test
    void barsAreSaidInWordsAndLeadToTheirDays() throws IOException {
        try (var host = host("default", "en")) {
            var page = CHROMIUM.page();
            page.navigate(host.uri("/thirty").toString());
            var link = page.locator("#c-messages .uptime a");
            assertTrue(
                    Objects.requireNonNull(link.getAttribute("aria-label"))
                            .matches("Messages: [\\d.]+% in the last 90 days; \\d+ days with problems"),
                    link.getAttribute("aria-label"));
            assertTrue(Objects.requireNonNull(link.getAttribute("aria-label")).contains(link.innerText()));
            assertEquals("/uptime/messages", link.getAttribute("href"));
        }
    }

    private static List<String> moved(Page page) {
        var lines = (List<?>) page.evaluate("""
            [...document.querySelectorAll("main .relative")].flatMap(relative => {
              const around = relative.closest("p, h3");
              relative.textContent = { en: "11 months ago", ko: "11개월 전", ja: "11 か月前", ar: "قبل 11 شهرًا" }[document.documentElement.lang];
              const after = around.getBoundingClientRect().height;
              relative.style.display = "none";
              const before = around.getBoundingClientRect().height;
              relative.style.display = "";
              return Math.abs(after - before) > 0.5 ? [around.className] : [];
            })\
            """);
        return lines.stream().map(String::valueOf).toList();
    }

    private static double thickness(Page page, String status) {
        return ((Number) page.evaluate(
                        "status => parseFloat(getComputedStyle(document.querySelector('.uptime .tone--' +"
                                + " status)).strokeWidth)",
                        status))
                .doubleValue();
    }

    private static PageHost host(String theme, String language) throws IOException {
        var host = new PageHost(theme);
        host.tells = false;
        var samples = new Samples(ThemeFixtures.RENDERER.theme(theme), language, "/assets/");
        for (var name : samples.names()) {
            // Five hundred rows say nothing to a checker that thirty do not, and take a minute.
            if (!name.equals("vast")) {
                host.put("/" + name, samples.html(samples.get(name).orElseThrow()));
            }
        }
        return host;
    }

    private static String axe() throws IOException {
        try (var file = AccessTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(file, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
