package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import herald.testing.Chromium;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the script adds is in the page's language; and who reads another that the page speaks too is told so, once and in it. */
@Tag("browser")
class LanguagesInBrowserTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private PageHost host;

    @BeforeEach
    void setUp() throws IOException {
        host = new PageHost();
        for (var language : List.of("ko", "en", "ja")) {
            host.put(
                    "/" + language,
                    ThemeFixtures.RENDERER
                            .theme("default")
                            .render("index.ftlh", language, new ThemeFixtures(language).maintenance()));
        }
    }

    @AfterEach
    void close() {
        host.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ko | ja-JP | このページは日本語でもご覧いただけます | 閉じる | /ja/",
                "en | ko-KR | 이 페이지는 한국어로도 보실 수 있습니다 | 닫기 | /",
                "ja | en-GB | This page is also available in English | Close | /en/"
            })
    void theOfferIsInTheReadersLanguageAndIsMadeOnce(
            String language, String locale, String words, String close, String href) {
        var page = open(language, locale);
        var offer = offer(page);
        assertEquals(words, offer.locator("a").textContent());
        assertEquals(href, offer.locator("a").getAttribute("href"));
        assertEquals(locale.substring(0, 2), offer.getAttribute("lang"));
        assertEquals(close, offer.locator("button").textContent());
        assertEquals(host.uri("/" + language).toString(), page.url());
        offer.locator("button").click();
        assertEquals(0, offer.count());
        page.reload();
        assertEquals(0, offer(page).count());
    }

    @ParameterizedTest
    @CsvSource({"ko,ko-KR", "en,en-US", "en,fr-FR"})
    void whoReadsTheirOwnLanguageOrOneThatIsNotThereIsLeftAlone(String language, String locale) {
        assertEquals(0, offer(open(language, locale)).count());
    }

    @Test
    void anOfferMakesWayForNews() {
        var page = open("en", "ko-KR");
        assertEquals(1, offer(page).count());
        page.context().setOffline(true);
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        page.waitForSelector(".live--on p:has-text('cannot be refreshed')");
        assertEquals(0, offer(page).count());
    }

    @ParameterizedTest
    @CsvSource({"ko,\\d+년 전", "en,\\d+ years ago", "ja,\\d+ ?年前"})
    void howLongAgoIsSaidInThePagesLanguage(String language, String said) {
        var page = open(language, "fr-FR");
        var relative = page.locator(".footer__as-of .relative").first().textContent();
        assertTrue(relative.matches(said), relative);
        assertEquals(
                ThemeFixtures.RENDERER.theme("default").messages(language).get("promise.overdue"),
                page.locator(".promise__left .relative").first().textContent());
    }

    private Page open(String language, String locale) {
        var page = CHROMIUM.page(new NewContextOptions().setLocale(locale));
        page.navigate(host.uri("/" + language).toString());
        return page;
    }

    private static Locator offer(Page page) {
        return page.locator("aside.live");
    }
}
