package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.sun.net.httpserver.HttpServer;
import herald.component.Impact;
import herald.incident.Stage;
import herald.testing.Chromium;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop with our script on it: another origin, and a policy of its own that lets in the script and the frame and nothing else. */
@Tag("browser")
class EmbedTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String STRICT =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " frame-ancestors *";

    private final List<String> complaints = new ArrayList<>();
    private HttpServer status;
    private HttpServer shop;
    private Map<String, Document> documents = Map.of();

    @BeforeEach
    void openShop() throws IOException {
        status = server();
        status.createContext("/", exchange -> {
            var document = documents.get(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().set("Content-Type", document.contentType());
            exchange.getResponseHeaders().set("Content-Security-Policy", STRICT);
            exchange.sendResponseHeaders(200, document.bytes().length);
            exchange.getResponseBody().write(document.bytes());
            exchange.close();
        });
        shop = server();
        shop.createContext("/", exchange -> {
            var page = """
                <!doctype html><html lang="en"><title>Shop</title><script src="%s/embed/script.js"></script>
                <h1>Shop</h1><a href="#">A link of its own</a>\
                """.formatted(origin(status)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src %1$s; frame-src %1$s".formatted(origin(status)));
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
    }

    @AfterEach
    void closeShop() {
        status.stop(0);
        shop.stop(0);
    }

    @Test
    void anOpenIncidentIsShownInTheCorner() {
        troubled();
        var page = visit();
        var frame = page.locator("iframe");
        frame.waitFor();
        var link = page.frameLocator("iframe").getByRole(AriaRole.LINK);
        assertEquals("로그인 장애 <b>", link.textContent());
        assertEquals("_blank", link.getAttribute("target"));
        assertEquals("Talk & Co", frame.getAttribute("title"));
        page.frameLocator("iframe")
                .getByRole(AriaRole.STATUS)
                .getByText("로그인 장애")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "embed.png")));
        var box = frame.boundingBox();
        assertTrue(box.x + box.width <= 1280 && box.y + box.height <= 720, "all of it is on the screen");
        assertEquals(List.of(), complaints);
    }

    @Test
    void whatWasPutAwayByKeyboardStaysAway() {
        troubled();
        var page = visit();
        var frame = page.locator("iframe");
        frame.waitFor();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        frame.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        page.reload();
        page.frameLocator("iframe").locator("[data-incident]").waitFor(attached());
        page.waitForTimeout(300);
        assertFalse(frame.isVisible());
    }

    @Test
    void whenAllIsWellThereIsNothingAndNobodyElseCanShowIt() {
        documents = PageFixture.documents(PageFixture.aPage().data(), PageFixture.NIGHT);
        var page = visit();
        page.frameLocator("iframe").locator("body[data-version='']").waitFor(attached());
        page.evaluate("() => window.postMessage({action: 'showFrame', height: 300}, '*')");
        page.waitForTimeout(300);
        assertFalse(page.locator("iframe").isVisible());
        assertEquals(List.of(), complaints);
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private void troubled() {
        var story = PageFixture.story(1)
                .of(Impact.CRITICAL)
                .named("로그인 장애 <b>")
                .says(Stage.INVESTIGATING, PageFixture.NIGHT, "일부 사용자가 PC 버전에 로그인할 수 없는 현상을 확인하고 있습니다.")
                .story();
        documents = PageFixture.documents(PageFixture.aPage().with(story).data(), PageFixture.NIGHT);
    }

    private Page visit() {
        var page = CHROMIUM.page();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("favicon")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(origin(shop) + "/");
        return page;
    }

    private static HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return server;
    }

    private static String origin(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
