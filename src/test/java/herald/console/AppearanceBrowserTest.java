package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.FilePayload;
import herald.page.Pages;
import herald.testing.Chromium;
import herald.testing.HeraldServer;
import herald.theme.upload.ThemeZip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The designer's walk through the console in a real browser. */
@Tag("browser")
class AppearanceBrowserTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void aThemeIsUploadedPutLiveAndTakenBack() {
        walk(new NewContextOptions().setViewportSize(1280, 900), "Walked");
    }

    @Test
    void withoutJavaScriptOnAPhoneToo() {
        walk(new NewContextOptions().setViewportSize(390, 844).setJavaScriptEnabled(false), "Carried");
    }

    @Test
    void aRefusalIsReadWithoutLeavingTheScreen() {
        var page = open(new NewContextOptions().setViewportSize(390, 844));
        var zip = zip(
                "Broken",
                Map.of(
                        "index.ftlh",
                        "\n<#if>",
                        "assets/a.svg",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script/></svg>"));
        page.setInputFiles("#f-zip", new FilePayload("broken.zip", "application/zip", zip));
        page.click("button:has-text('Upload and check')");
        page.waitForSelector("#findings .alert--bad");
        var said = page.innerText("#findings");
        assertTrue(said.contains("assets/a.svg:2"), said);
        assertEquals("alert", page.evaluate("document.activeElement.getAttribute('role')"), "it is read aloud");
        shoot(page, "appearance-refused-390");
        page.setInputFiles(
                "#f-zip",
                new FilePayload("broken.zip", "application/zip", zip("Broken", Map.of("index.ftlh", "\n<#if>"))));
        page.click("button:has-text('Upload and check')");
        page.waitForSelector("#findings code:has-text('index.ftlh:2')");
        page.setInputFiles("#f-zip", new FilePayload("large.zip", "application/zip", new byte[(4 << 20) + 1]));
        assertTrue(
                String.valueOf(page.evaluate("document.getElementById('f-zip').validationMessage"))
                        .contains("at most 4 MB"),
                "what is too large is not even sent");
    }

    /** A theme that tries all it can reaches neither the console nor anything outside. */
    @Test
    void aHostileThemeReachesNothing() {
        var page = open(new NewContextOptions().setViewportSize(1280, 900));
        var evil = "<script>top.location='https://example.com/'</script><img src=x"
                + " onerror=\"parent.document.title='evil'\"><iframe src=\"/console/keys\"></iframe><img"
                + " src=\"https://example.com/p.png\"><form action=\"/console/sign-out\" method=post><button"
                + " id=out>x</button></form><link rel=stylesheet href=\"/console/assets/x.css\"><meta"
                + " http-equiv=refresh content=\"0;url=https://example.com/\"><a id=away href=\"/console/keys\""
                + " target=_top>keys</a><p id=drawn>drawn</p>";
        var requests = new ArrayList<String>();
        page.context().onRequest(request -> requests.add(request.url()));
        var blocked = new ArrayList<String>();
        page.context().onRequestFailed(request -> {
            if (String.valueOf(request.failure()).contains("csp")) {
                blocked.add(request.url());
            }
        });
        page.setInputFiles(
                "#f-zip", new FilePayload("evil.zip", "application/zip", zip("Evil", Map.of("index.ftlh", evil))));
        page.click("button:has-text('Upload and check')");
        page.waitForURL("**/themes/evil@1**");
        var frame = page.frameLocator("iframe[title='All is well, on a desktop']");
        frame.locator("text=drawn").first().waitFor();
        page.waitForTimeout(500);
        assertTrue(page.url().contains("/themes/evil@1"), page.url());
        assertEquals("Evil 1 – Herald", page.title());
        var base = HERALD.uri("/").toString();
        assertTrue(blocked.contains("https://example.com/p.png"), blocked::toString);
        requests.removeAll(blocked);
        assertEquals(
                List.of(),
                requests.stream()
                        .filter(url -> !url.startsWith(base) && !url.startsWith("data:"))
                        .toList(),
                "the policy stops all that leads elsewhere before it leaves");
        assertFalse(requests.stream().anyMatch(url -> url.endsWith("/console/keys")), requests::toString);
        assertEquals(
                "null",
                page.frames().stream()
                        .filter(one -> one.url().contains("/samples/operational"))
                        .findFirst()
                        .orElseThrow()
                        .evaluate("String(window.origin)"),
                "it has no origin");
    }

    private void walk(NewContextOptions options, String name) {
        var page = open(options);
        boolean scripted = !Boolean.FALSE.equals(options.javaScriptEnabled);
        var theme = name.toLowerCase(java.util.Locale.ROOT) + "@1";
        page.setInputFiles(
                "#f-zip",
                new FilePayload(
                        "a.zip",
                        "application/zip",
                        zip(
                                name,
                                Map.of(
                                        "assets/logo.svg",
                                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><circle"
                                                + " cx=\"4\" cy=\"4\" r=\"4\" fill=\"#0b5c7a\"/></svg>"))));
        page.click("button:has-text('Upload and check')");
        page.waitForURL("**/themes/" + theme + "**");
        assertEquals("default", worn());
        var desktop = page.frameLocator("iframe[title='All is well, on a desktop']");
        desktop.locator("h1").first().waitFor();
        if (scripted) {
            assertTrue(
                    String.valueOf(desktop.locator("body").evaluate("body => getComputedStyle(body).fontFamily"))
                            .contains("system-ui"),
                    "its style sheet is there");
        }
        shoot(page, "theme-" + name.toLowerCase(java.util.Locale.ROOT));
        page.click(".title__do button:has-text('Put live')");
        page.waitForURL("**/console/appearance?**");
        assertEquals(theme, worn());
        shoot(page, "appearance-" + name.toLowerCase(java.util.Locale.ROOT));
        page.click("button:has-text('Go back to Default')");
        page.waitForURL("**/console/appearance?**");
        page.waitForSelector("button:has-text('Go back to " + name + "')");
        assertEquals("default", worn());
    }

    private static String worn() {
        return HERALD.bean(Pages.class).all().getFirst().theme();
    }

    private static Page open(NewContextOptions options) {
        var page = CHROMIUM.page(options);
        page.setDefaultTimeout(20_000);
        page.navigate(HERALD.uri("/console/sign-in").toString());
        ScreensTest.signIn(page);
        page.navigate(HERALD.uri("/console/appearance").toString());
        return page;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + ".png")));
    }

    private static byte[] zip(String name, Map<String, String> more) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(
                "theme.properties",
                ("name=" + name + "\nversion=1\nlight.brand=#0b5c7a").getBytes(StandardCharsets.UTF_8));
        more.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return ThemeZip.write(files);
    }
}
