package herald.console;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import herald.delivery.TargetFields;
import herald.delivery.Targets;
import herald.page.Pages;
import herald.staff.Actor;
import herald.testing.Chromium;
import herald.testing.HeraldServer;
import herald.theme.upload.ThemeZip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every screen at two widths and in two lights, to look at; none is wider than its window. */
@Tag("browser")
class ScreensTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void noScreenIsWiderThanItsWindow() {
        var staff = Browsing.signedIn(HERALD);
        var status = HERALD.bean(Pages.class).all().getFirst();
        var practice = HERALD.bean(Targets.class).ofPage(status.id()).getFirst().code();
        HERALD.bean(Targets.class)
                .create(
                        status,
                        new TargetFields(
                                "x",
                                "@samplestatus on X",
                                true,
                                "ko",
                                Map.of(
                                        "api_url", "http://127.0.0.1:1",
                                        "consumer_key", "k",
                                        "consumer_secret", "s",
                                        "access_token", "1234567890-t",
                                        "access_token_secret", "s")),
                        Actor.HERALD);
        var open = ConsoleForms.open(
                staff,
                "Messages are not arriving",
                "We see that messages arrive late or not at"
                        + " all, and that signing in on PC fails. We are looking for the cause.");
        ConsoleForms.post(
                staff,
                open,
                "delayed",
                "The work takes longer than we said. Messages sent since 21:47 are" + " kept and will arrive.");
        var closed = ConsoleForms.open(staff, "Photos load slowly", "Photos take up to a minute to load.");
        ConsoleForms.post(staff, closed, "resolved", "Photos load as usual again.");
        var screens = new LinkedHashMap<String, String>();
        screens.put("now", "/console");
        screens.put("incidents", "/console/incidents");
        screens.put("report", "/console/incidents/new");
        screens.put("maintenance", "/console/incidents/new?kind=maintenance");
        screens.put("incident", "/console/incidents/" + open);
        screens.put("details", "/console/incidents/" + open + "/details");
        screens.put("targets", "/console/targets");
        screens.put("target-x", "/console/targets/new?channel=x");
        screens.put("practice", "/console/targets/" + practice + "/posts");
        screens.put("components", "/console/components");
        screens.put("keys", "/console/keys");
        screens.put("settings", "/console/settings");
        staff.upload(
                "/console/appearance/themes",
                Map.of(),
                "ocean.zip",
                ThemeZip.write(Map.of(
                        "theme.properties",
                        "name=Ocean\nversion=1.2\nlight.brand=#0b5c7a".getBytes(StandardCharsets.UTF_8))));
        staff.submit("/console/appearance/theme", Map.of("theme", "ocean@1", "page", status.code()));
        screens.put("appearance", "/console/appearance");
        screens.put("theme", "/console/appearance/themes/ocean@1");
        screens.put("missing", "/console/incidents/nothing");
        for (var light : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {390, 1280}) {
                var page = page(light, width);
                page.navigate(HERALD.uri("/console/sign-in").toString());
                shoot(page, "sign-in", light, width);
                signIn(page);
                for (var screen : screens.entrySet()) {
                    page.setViewportSize(width, width == 390 ? 844 : 900);
                    page.navigate(HERALD.uri(screen.getValue()).toString());
                    if (screen.getKey().equals("incident")) {
                        page.fill("[name='body.en']", "A fix is in place and messages arrive again.");
                        page.waitForSelector("#preview .post");
                    }
                    shoot(page, screen.getKey(), light, width);
                }
            }
        }
    }

    static void signIn(Page page) {
        page.fill("#email", HeraldServer.EMAIL);
        page.fill("#password", HeraldServer.PASSWORD);
        page.click("button:has-text('Sign in')");
        page.waitForURL("**/console");
    }

    private static Page page(ColorScheme light, int width) {
        var page = CHROMIUM.page(new NewContextOptions()
                .setViewportSize(width, width == 390 ? 844 : 900)
                .setColorScheme(light));
        page.setDefaultTimeout(15_000);
        return page;
    }

    private static void shoot(Page page, String name, ColorScheme light, int width) {
        var wide = (int) page.evaluate("document.documentElement.scrollWidth");
        // In a window as tall as the screen, bars that stick to its edges are where they belong.
        page.setViewportSize(width, Math.max(844, (int) page.evaluate("document.documentElement.scrollHeight")));
        page.screenshot(new ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(
                        "target/screenshots",
                        name + "-" + width + "-" + light.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
        assertTrue(wide <= width, name + " is " + wide + " wide at " + width);
    }
}
