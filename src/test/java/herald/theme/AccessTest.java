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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every public page for those who read with other means: axe-core finds nothing, in the light and the dark, wide and narrow. */
@Tag("browser")
class AccessTest {
    /** As narrow as a window of 1280 pixels at 400 % zoom (WCAG 1.4.10). */
    private static final int ZOOMED = 320;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void axeFindsNothing() throws IOException {
        var axe = axe();
        var found = new ArrayList<String>();
        try (var host = host("en")) {
            for (var light : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (var width : List.of(ZOOMED, 1280)) {
                    var page = CHROMIUM.page(
                            new NewContextOptions().setViewportSize(width, 900).setColorScheme(light));
                    for (var path : pages("en").keySet()) {
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
        }
        assertEquals(List.of(), found);
    }

    /** Nothing is cut off, and a reader who has begun does not lose the line when the script adds how long ago things were. */
    @Test
    void everyPageFitsItsWindowAndStandsStill() throws IOException {
        var found = new ArrayList<String>();
        for (var language : List.of("en", "ko", "ja")) {
            try (var host = host(language)) {
                for (var width : List.of(ZOOMED, 390, 1280)) {
                    var page = CHROMIUM.page(new NewContextOptions().setViewportSize(width, 844));
                    for (var path : pages(language).keySet()) {
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

    @Test
    void aStatusIsAShapeWhereColoursAreTakenAway() throws IOException {
        try (var host = host("en")) {
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

    @Test
    void barsAreSaidInWordsAndLeadToTheirDays() throws IOException {
        try (var host = host("en")) {
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
              relative.textContent = { en: "11 months ago", ko: "11개월 전", ja: "11 か月前" }[document.documentElement.lang];
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

    private static PageHost host(String language) throws IOException {
        var host = new PageHost();
        host.tells = false;
        pages(language).forEach(host::put);
        return host;
    }

    private static Map<String, String> pages(String language) {
        var fixtures = new ThemeFixtures(language);
        var pages = new LinkedHashMap<String, String>();
        fixtures.pages().forEach((name, view) -> pages.put("/" + name, html("index.ftlh", language, view)));
        // Five hundred rows say nothing to a checker that thirty do not, and take a minute.
        pages.remove("/vast");
        fixtures.byTemplate().forEach((template, views) -> {
            if (!template.equals("index.ftlh")) {
                views.forEach(view -> pages.put("/" + template + "/" + pages.size(), html(template, language, view)));
            }
        });
        return pages;
    }

    private static String html(String template, String language, Record view) {
        return ThemeFixtures.RENDERER.render("default", template, language, view);
    }

    private static String axe() throws IOException {
        try (var file = AccessTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(file, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
