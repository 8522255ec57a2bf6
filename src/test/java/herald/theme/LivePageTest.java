package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import herald.testing.Chromium;
import herald.theme.PageHost.Mood;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** An open page in a real browser, while there is news, while there is none, and while nothing answers. */
@Tag("browser")
@ParameterizedClass
@ValueSource(strings = {"default", "banner", "ledger", "paper"})
class LivePageTest {
    private static final String FRONT = "/en/";
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Parameter
    String theme;

    private Samples fixtures;
    private Messages words;
    private final List<String> broken = new ArrayList<>();
    private final Instant start = Instant.now();
    private PageHost host;

    @BeforeEach
    void setUp() throws IOException {
        var chosen = ThemeFixtures.RENDERER.theme(theme);
        fixtures = new Samples(chosen, "en", "/assets/");
        words = chosen.messages("en");
        host = new PageHost(theme);
        host.put(FRONT, front(42, 2, QUARTER));
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void newsArrivesWithoutMovingWhatIsBeingRead() {
        var page = open();
        page.evaluate("document.getElementById('c-calls').scrollIntoView()");
        page.evaluate("scrollBy(0, -20)");
        var before = top(page, "#c-calls");
        host.put(FRONT, front(43, 3, QUARTER));
        host.tell("43." + start.toEpochMilli(), "[\"/en/\",\"/history\"]");
        page.waitForSelector("#u3.update--new");
        assertEquals(before, top(page, "#c-calls"), 1);
        assertEquals(
                "New update on Messages arrive late, and PC sign-in fails: Delayed",
                page.textContent(".live [role=status]"));
        assertEquals("43", page.getAttribute("html", "data-version"));
        assertTrue(host.asked.contains("/en/?at=43." + start.toEpochMilli()), host.asked.toString());
        page.click(".live button");
        assertTrue(top(page, "#u3") > 0, "the button leads to it");
        assertEquals(List.of(), broken);
    }

    @Test
    void titleIconAndColourFollowAndTheEndIsSaidByName() {
        host.put(FRONT, front(42, 3, QUARTER).replace(" Resolved</span>", " Delayed</span>"));
        var page = open();
        host.put(FRONT, html(live(fixtures.allOperational(), 43, QUARTER)));
        host.tell("43." + start.toEpochMilli(), "null");
        page.waitForSelector("body.tone--operational");
        assertEquals("All systems operational – Yellow Talk", page.title());
        assertTrue(page.getAttribute("link[rel=icon]", "href").contains("favicon-operational"));
        assertEquals(
                fixtures.allOperational().site().assets().tints().good().light(),
                page.getAttribute("meta[name=theme-color]", "content"));
        assertEquals(0, page.locator(".incident").count());
        assertEquals(
                "New update on Messages arrive late, and PC sign-in fails: Resolved",
                page.textContent(".live [role=status]"));
    }

    @Test
    void focusAndOpenedGroupsLiveOn() {
        host.put(FRONT, html(live(fixtures.thirtyComponents(), 42, QUARTER)));
        var page = open();
        page.click("#g-g2 > summary");
        page.click("#g-g1 > summary");
        page.focus("#c-messages a");
        host.put(FRONT, html(live(fixtures.thirtyComponents(), 43, QUARTER)).replace("Some systems", "Few systems"));
        host.tell("43." + start.toEpochMilli(), "null");
        page.waitForSelector("h1:has-text('Few systems')");
        assertTrue((boolean) page.evaluate("document.getElementById('g-g2').open"), "the reader opened it");
        assertFalse((boolean) page.evaluate("document.getElementById('g-g1').open"), "the reader closed it");
        assertTrue((boolean) page.evaluate("document.activeElement.closest('#c-messages') !== null"));
        assertEquals("This page has just been updated.", page.textContent(".live [role=status]"));
    }

    @Test
    void aGroupInTroubleOpensItself() {
        host.put(
                FRONT,
                html(live(fixtures.thirtyComponents(), 42, QUARTER))
                        .replace("<details id=\"g-g1\" open", "<details id=\"g-g1\""));
        var page = open();
        assertFalse((boolean) page.evaluate("document.getElementById('g-g1').open"));
        host.put(FRONT, html(live(fixtures.thirtyComponents(), 43, QUARTER)));
        host.tell("43." + start.toEpochMilli(), "null");
        page.waitForSelector("#g-g1[open]");
    }

    @Test
    void wordsBeingMarkedAreNotTakenAway() {
        var page = open();
        page.evaluate("getSelection().selectAllChildren(document.querySelector('#u2 .prose'))");
        host.put(FRONT, front(43, 3, QUARTER));
        host.tell("43." + start.toEpochMilli(), "null");
        page.waitForSelector(".live button:not([hidden])");
        assertEquals("There is a new update.", page.textContent(".live [role=status]"));
        assertEquals(0, page.locator("#u3").count());
        page.evaluate("getSelection().removeAllRanges()");
        page.waitForSelector("#u3");
    }

    @Test
    void aCacheThatAnswersWithThePastIsAskedAgain() {
        var page = open();
        host.put(FRONT, front(43, 3, QUARTER));
        host.mood = Mood.STALE;
        host.tell("43." + start.toEpochMilli(), "[\"/en/\"]");
        page.waitForCondition(() -> host.asked.stream().anyMatch(path -> path.contains("&try=1")));
        assertEquals(0, page.locator("#u3").count());
        host.mood = Mood.WELL;
        page.waitForSelector("#u3");
    }

    @Test
    void newsOfOtherPagesIsNotFetched() {
        var page = open();
        host.tell("43." + start.toEpochMilli(), "[\"/\",\"/history\"]");
        host.put(FRONT, front(44, 3, QUARTER));
        host.tell("44." + start.toEpochMilli(), "[\"/en/\"]");
        page.waitForSelector("#u3");
        assertFalse(host.asked.stream().anyMatch(path -> path.contains("at=43")), host.asked.toString());
    }

    @Test
    void aPageInAnotherThemeBringsItsStyleSheet() {
        var page = open();
        host.put(FRONT, front(43, 3, QUARTER).replaceAll("(<link rel=\"stylesheet\" href=\"[^\"]+)\"", "$1?other\""));
        host.tell("43." + start.toEpochMilli(), "[\"/en/\"]");
        page.waitForSelector("#u3");
        page.waitForSelector(
                "head:not(:has(link[rel=stylesheet]:not([href$='?other']))):has(link[href$='?other'])",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    }

    @Test
    void whereNobodyTellsThePageLooksForItself() {
        host.tells = false;
        var page = page();
        page.clock().install();
        page.navigate(host.uri(FRONT).toString());
        host.put(FRONT, front(43, 3, QUARTER));
        page.clock().fastForward(45_000);
        page.waitForSelector("#u3");
    }

    @Test
    void aCopyThatCannotBeRefreshedSaysHowOldItIs() {
        host.tells = false;
        var page = page();
        page.clock().install();
        page.navigate(host.uri(FRONT).toString());
        host.mood = Mood.FAILING;
        page.clock().fastForward(185_000);
        page.waitForSelector(".live--on");
        assertEquals(
                "This page cannot be refreshed right now. What you see is from 3 minutes ago and may be out of date.",
                page.textContent(".live [role=status]"));
        host.mood = Mood.WELL;
        page.clock().fastForward(45_000);
        page.waitForSelector(
                ".live:not(.live--on)",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    }

    @Test
    void aCopyWhoseSuccessorHasNotComeSaysSo() {
        host.tells = false;
        host.put(FRONT, front(42, 2, Duration.ofMinutes(-10)));
        var page = page();
        page.clock().install();
        page.navigate(host.uri(FRONT).toString());
        page.clock().fastForward(45_000);
        page.waitForSelector(".live--on");
        assertTrue(page.textContent(".live [role=status]").startsWith("This page should have been refreshed by "));
    }

    @Test
    void anAddressThatLeadsNowhereAsksForNothing() {
        var lost = fixtures.notFound();
        host.put("/nowhere", ThemeFixtures.RENDERER.theme(theme).render("not-found.ftlh", "en", lost));
        var page = page();
        page.navigate(host.uri("/nowhere").toString());
        page.waitForSelector("time .relative");
        assertFalse(host.hasViewers());
    }

    @Test
    void withoutAScriptThePageIsWhole() {
        var page = CHROMIUM.page(new NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(host.uri(FRONT).toString());
        assertTrue(page.isVisible("#u2"));
        assertFalse(page.isVisible(".live button"));
        assertFalse(page.isVisible("[data-silent]"));
        page.navigate(host.uri(FRONT).toString());
    }

    @Test
    void aSilentDatabaseIsSaidUnderTheBanner() {
        host.put(FRONT, front(42, 2, QUARTER).replace(" hidden data-silent", " data-silent"));
        var page = open();
        assertTrue(page.isVisible("[data-silent]"));
        assertTrue(top(page, "[data-silent]") >= top(page, ".hero"));
        host.put(FRONT, front(43, 2, QUARTER));
        host.tell("43." + start.toEpochMilli(), "null");
        page.waitForSelector(
                "[data-silent][hidden]",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    }

    private Page open() {
        var page = page();
        page.navigate(host.uri(FRONT).toString());
        page.waitForCondition(host::hasViewers);
        return page;
    }

    private Page page() {
        var page = CHROMIUM.page(new NewContextOptions().setViewportSize(390, 844));
        page.setDefaultTimeout(15_000);
        page.onPageError(broken::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                broken.add(message.text());
            }
        });
        return page;
    }

    private static double top(Page page, String selector) {
        return ((Number) page.evaluate(
                        "selector => document.querySelector(selector).getBoundingClientRect().top", selector))
                .doubleValue();
    }

    /** The front page with the oldest {@code updates} of the night's incident. */
    private String front(int version, int updates, Duration expected) {
        var view = live(fixtures.openIncident(), version, expected);
        var whole = view.open().getFirst();
        var told = new IncidentView(
                whole.id(),
                whole.href(),
                whole.name(),
                whole.stage(),
                whole.impact(),
                whole.open(),
                whole.updates()
                        .subList(
                                whole.updates().size() - updates,
                                whole.updates().size()),
                whole.components(),
                whole.scope(),
                whole.impactWindow(),
                whole.posted(),
                whole.nextUpdate(),
                whole.schedule());
        return html(with(view, view.site(), List.of(told)));
    }

    private PageView live(PageView view, int version, @Nullable Duration expected) {
        var site = view.site();
        var now = new Site(
                site.pageName(),
                site.language(),
                site.direction(),
                site.languages(),
                site.links(),
                site.assets(),
                Integer.toString(version),
                words.moment(start, ThemeFixtures.SEOUL),
                expected == null ? null : words.moment(start.plus(expected), ThemeFixtures.SEOUL),
                site.social());
        return with(view, now, view.open());
    }

    private static PageView with(PageView view, Site site, List<IncidentView> open) {
        return new PageView(
                site, view.banner(), view.about(), open, view.running(), view.upcoming(), view.systems(), view.days());
    }

    private String html(PageView view) {
        return ThemeFixtures.RENDERER.theme(theme).render("index.ftlh", "en", view);
    }
}
