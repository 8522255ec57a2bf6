package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import herald.incident.Incidents;
import herald.incident.Stage;
import herald.incident.Story;
import herald.page.Pages;
import herald.testing.Chromium;
import herald.testing.HeraldServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job in a real browser: with one thumb, by keyboard alone, without JavaScript. */
@Tag("browser")
class BrowserTest {

    private static final List<Stage> THREE = List.of(Stage.INVESTIGATING, Stage.DELAYED, Stage.RESOLVED);

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void threeStagesWithOneThumb() {
        var page = open(phone());
        var broken = watched(page);
        ScreensTest.signIn(page);
        page.getByRole(AriaRole.LINK, named("Report a problem")).tap();
        page.fill("[name='title.en']", "Told with a thumb");
        page.fill("[name='body.en']", "We are looking into it.");
        page.getByRole(AriaRole.GROUP, named("What is affected"))
                .getByLabel("Receiving messages")
                .selectOption("partial_outage");
        page.waitForSelector("#preview .post");
        assertTrue(page.frameLocator("iframe.page-preview")
                .locator("body")
                .innerText()
                .contains("Told with a thumb"));
        page.locator("label.segment", new Page.LocatorOptions().setHasText("15 min"))
                .tap();
        page.getByRole(AriaRole.BUTTON, named("Post it now")).tap();
        page.waitForSelector(".timeline .entry");
        waitFor(page, ".receipt__state.state--delivered");
        next(page, "Delayed", "It takes longer than we said.");
        page.locator("label.segment", new Page.LocatorOptions().setHasText("Resolved"))
                .tap();
        assertTrue(page.locator("#f-impact_ended").isVisible());
        assertTrue(page.getByText("Set back to operational").isVisible());
        page.fill("[name='body.en']", "It works again.");
        page.getByRole(AriaRole.BUTTON, named("Post update")).tap();
        page.waitForSelector(".timeline .entry:nth-child(3)");
        assertTold("Told with a thumb");
        assertEquals(List.of(), small(page), "things to touch are 44 px high");
        assertEquals(List.of(), broken);
    }

    @Test
    void threeStagesByKeyboardAlone() {
        var page = open(new NewContextOptions().setViewportSize(1280, 900));
        page.keyboard().type(HeraldServer.EMAIL);
        page.keyboard().press("Tab");
        page.keyboard().type(HeraldServer.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/console");
        tabTo(page, "Report a problem");
        page.keyboard().press("Enter");
        page.waitForURL("**/new");
        tabTo(page, "title.en");
        page.keyboard().type("Told by keyboard");
        page.keyboard().press("Tab");
        page.keyboard().type("We are looking into it.");
        tabTo(page, "Post it now");
        page.keyboard().press("Enter");
        page.waitForSelector(".timeline .entry");
        for (var stage : List.of("delayed", "resolved")) {
            tabTo(page, "stage");
            while (!stage.equals(page.evaluate("document.activeElement.value"))) {
                page.keyboard().press("ArrowRight");
            }
            tabTo(page, "body.en");
            page.keyboard().type("Now it is " + stage + ".");
            int before = page.locator(".timeline .entry").count();
            tabTo(page, "Post update");
            page.keyboard().press("Enter");
            page.waitForSelector(".timeline .entry:nth-child(" + (before + 1) + ")");
        }
        assertTold("Told by keyboard");
    }

    @Test
    void threeStagesWithoutJavaScript() {
        var page = open(new NewContextOptions().setViewportSize(390, 844).setJavaScriptEnabled(false));
        ScreensTest.signIn(page);
        page.click("text=Report a problem");
        page.fill("[name='title.en']", "Told without a script");
        page.fill("[name='body.en']", "We are looking into it.");
        page.click("button:has-text('Preview')");
        page.waitForSelector("#preview .post");
        assertEquals("Told without a script", page.inputValue("[name='title.en']"));
        page.click("button:has-text('Post it now')");
        page.waitForSelector(".timeline .entry");
        for (var stage : List.of("Delayed", "Resolved")) {
            page.click("label.segment:has-text('" + stage + "')");
            page.fill("[name='body.en']", "Now it is " + stage + ".");
            page.click("button:has-text('Post update')");
            page.waitForSelector(".alert--good");
        }
        assertTold("Told without a script");
    }

    @Test
    void whatWasTypedOutlivesAClosedTabAndIsForgottenOnceItIsPosted() {
        var page = open(new NewContextOptions().setViewportSize(1280, 900));
        ScreensTest.signIn(page);
        page.navigate(HERALD.uri("/console/incidents/new").toString());
        page.fill("[name='title.en']", "Half a thought");
        page.click("summary:has-text('한국어')");
        page.fill("[name='body.ko']", "확인하고 있습니다");
        page.waitForCondition(() -> Boolean.TRUE.equals(
                page.evaluate("(localStorage.getItem('herald:draft:incident-new') || '').includes('확인하고 있습니다')")));
        page.navigate(HERALD.uri("/console/incidents/new").toString());
        assertEquals("Half a thought", page.inputValue("[name='title.en']"));
        assertEquals("확인하고 있습니다", page.inputValue("[name='body.ko']"));
        assertTrue(page.locator("[data-restored]").isVisible());
        page.click("button:has-text('Post it now')");
        page.waitForSelector(".timeline .entry");
        page.navigate(HERALD.uri("/console/incidents/new").toString());
        assertEquals("", page.inputValue("[name='title.en']"));
        assertFalse(page.locator("[data-restored]").isVisible());
    }

    @Test
    void receiptsArriveWithoutAReload() {
        var page = open(new NewContextOptions().setViewportSize(1280, 900));
        ScreensTest.signIn(page);
        page.navigate(HERALD.uri("/console/incidents/new").toString());
        page.fill("[name='title.en']", "Watched");
        page.fill("[name='body.en']", "Text.");
        page.click("button:has-text('Post it now')");
        waitFor(page, ".receipt__state.state--delivered");
    }

    private static void next(Page page, String stage, String text) {
        int before = page.locator(".timeline .entry").count();
        page.locator("label.segment", new Page.LocatorOptions().setHasText(stage))
                .tap();
        page.fill("[name='body.en']", text);
        page.getByRole(AriaRole.BUTTON, named("Post update")).tap();
        page.waitForSelector(".timeline .entry:nth-child(" + (before + 1) + ")");
    }

    private static void assertTold(String title) {
        var page = HERALD.bean(Pages.class).all().getFirst();
        var story = HERALD.bean(Incidents.class).newest(page.id(), 50, 0).stream()
                .filter(s -> s.names().containsValue(title))
                .findFirst()
                .orElseThrow();
        assertEquals(THREE, story.updates().stream().map(BrowserTest::stage).toList());
    }

    private static Stage stage(Story.Told told) {
        return told.update().stage();
    }

    /** Presses Tab until the focus is on a control with this name or these words. */
    private static void tabTo(Page page, String name) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            var focused = String.valueOf(
                    page.evaluate("(document.activeElement.name || '') + '|' + document.activeElement.innerText"));
            if (focused.startsWith(name + "|") || focused.contains(name)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + name);
    }

    private static List<?> small(Page page) {
        return (List<?>) page.evaluate("""
            [...document.querySelectorAll('button, .button, input:not([type=hidden], [type=radio], [type=checkbox]), select,'
                + ' textarea, label.segment, label.check, summary, .nav a')]
              .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
              .map(e => e.outerHTML.slice(0, 90) + ' ' + e.getBoundingClientRect().height)\
            """);
    }

    /** Errors of scripts and refusals by the content security policy, as they come. */
    private static List<String> watched(Page page) {
        var broken = new ArrayList<String>();
        page.onPageError(broken::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                broken.add(message.text());
            }
        });
        return broken;
    }

    private static void waitFor(Page page, String selector) {
        page.waitForSelector(selector);
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static NewContextOptions phone() {
        return new NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true);
    }

    private static Page open(NewContextOptions options) {
        var page = CHROMIUM.page(options);
        page.setDefaultTimeout(15_000);
        page.navigate(HERALD.uri("/console/sign-in").toString());
        return page;
    }
}
