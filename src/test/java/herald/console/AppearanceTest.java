package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.appearance.ThemeVersions;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.testing.Eventually;
import herald.testing.HeraldServer;
import herald.theme.ThemeRenderer;
import herald.theme.upload.ThemeZip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Themes in the console: uploaded, looked at, put live, taken back; and those that are refused. */
class AppearanceTest {

    private static final String SENTINEL = "nobody may ever read this";

    private static final Path ROOT = themesDir();

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase().with("herald.themes-dir", ROOT.toString());

    private final Browsing staff = Browsing.signedIn(HERALD);

    @Test
    void aThemeIsUploadedLookedAtPutLiveAndTakenBackWithOneClick() {
        var page =
                HERALD.bean(Pages.class).create(new PageFields("Blue", null, null, "UTC", List.of("en", "ko"), null));
        var done = upload(page, theme("Ocean Blue", Map.of("index.ftlh", "<p id=ocean>${view.site.pageName}</p>")));
        assertEquals(303, done.statusCode(), done.body());
        assertEquals("/console/appearance/themes/ocean-blue@1", Browsing.path(done));
        assertEquals("default", fresh(page).theme(), "what is live stays live");
        assertEquals(page.version(), fresh(page).version());

        var look = staff.get(Browsing.path(done) + "?page=" + page.code());
        assertEquals(200, look.statusCode(), look.body());
        assertTrue(look.body().contains("Put live"), look.body());
        assertTrue(look.body().contains("/samples/major?language=en"), look.body());

        wear(page, "ocean-blue@1");
        assertEquals("ocean-blue@1", fresh(page).theme());
        assertTrue(fresh(page).version() > page.version(), "every node sees that it has changed");
        var screen = screen(page);
        assertTrue(screen.contains("Ocean Blue 1.2") && screen.contains("Go back to Default"), screen);

        wear(page, "default");
        assertEquals("default", fresh(page).theme());
        assertTrue(screen(page).contains("Go back to Ocean Blue"), "going back can be undone");
        assertEquals(List.of("page.theme", "page.theme", "theme.upload"), actions(page.id()), "each is on record");
    }

    @Test
    void readersSeeTheThemeThatIsLive() {
        var page = HERALD.bean(Pages.class).all().getFirst();
        assertEquals(
                303,
                upload(page, theme("Live", Map.of("index.ftlh", "<p>a new front page</p>")))
                        .statusCode());
        try {
            wear(page, "live@1");
            Eventually.holds(() -> HERALD.get("/").body().contains("a new front page"));
        } finally {
            wear(page, "default");
        }
        Eventually.holds(() -> !HERALD.get("/").body().contains("a new front page"));
    }

    @Test
    void whatAThemeDrawsIsShutIn() {
        var page = page("Shut in");
        upload(page, theme("Shut in", Map.of()));
        var frame = staff.get("/console/appearance/themes/shut-in@1/samples/incident?language=en&page=" + page.code());
        assertEquals(200, frame.statusCode(), frame.body());
        var policy = frame.headers().allValues("Content-Security-Policy");
        assertEquals(1, policy.size(), policy::toString);
        assertTrue(policy.getFirst().startsWith("sandbox; default-src 'none'"), policy::toString);
        assertFalse(policy.getFirst().contains("allow-"), policy::toString);
        assertFalse(policy.getFirst().contains("connect-src"), policy::toString);
        assertTrue(policy.getFirst().contains("frame-ancestors 'self'"), policy::toString);
        assertTrue(frame.body().contains("data:text/css"), "it brings its style sheet along");
        assertFalse(frame.body().contains("/assets/"), "and fetches nothing");
        assertFalse(frame.body().contains("<script"), frame.body());
        assertEquals("no-store", frame.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals(
                303,
                HERALD.get("/console/appearance/themes/shut-in@1/samples/incident")
                        .statusCode(),
                "nobody but staff sees it");
    }

    @Test
    void everySampleOfEveryThemeInTheGalleryIsShown() {
        var page = page("Gallery");
        for (var theme : List.of("default", "banner", "ledger", "paper")) {
            assertTrue(screen(page).contains("/console/appearance/themes/" + theme + "/samples/"), theme);
            for (var sample : List.of("operational", "incident", "major", "maintenance", "not-found")) {
                var frame = staff.get("/console/appearance/themes/" + theme + "/samples/" + sample);
                assertEquals(200, frame.statusCode(), theme + " " + sample + frame.body());
                assertFalse(frame.body().contains("/assets/"), theme + " " + sample);
            }
        }
    }

    @Test
    void aHostileZipIsRefusedWithAllThatIsWrongAndNothingIsKept() {
        var page = page("Hostile");
        var files = new LinkedHashMap<String, String>();
        files.put("assets/evil.js", "alert(1)");
        files.put("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>alert(1)</script></svg>");
        var refused = upload(page, theme("Hostile", files));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("role=\"alert\""));
        assertTrue(refused.body().contains("<code>assets/logo.svg:2</code>"), refused.body());
        assertTrue(refused.body().contains("assets/evil.js"), refused.body());
        var named = upload(page, theme("Hostile", Map.of("assets/<b>.html", "x")));
        assertEquals(422, named.statusCode());
        assertTrue(named.body().contains("assets/&lt;b&gt;.html"), "what it is called is never markup");
        assertFalse(named.body().contains("<b>"), "what it is called is never markup");
        assertNothingKept(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#if>",
                "\n\n${view.nothing.like.that}",
                "<#list 1.. as i>x</#list>",
                "<#macro a><@a/></#macro><@a/>",
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "<#include \"/etc/passwd\">"
            })
    void aTemplateThatFailsInAnyStateIsRefusedWithItsPlace(String template) {
        var page = page("Failing");
        var refused = upload(page, theme("Failing", Map.of("incident.ftlh", template)));
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("<code>incident.ftlh"), refused.body());
        assertNothingKept(page);
    }

    @Test
    void coloursThatCannotBeReadAreRefusedWithTheFigureAndTheNearestThatCan() {
        var page = page("Pale");
        var refused = upload(
                page,
                ThemeZip.write(
                        Map.of("theme.properties", bytes("name=Pale\nlight.surface=#ffffff\nlight.muted=#cccccc"))));
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("1.60:1"), refused.body());
        assertTrue(refused.body().contains("nearest readable colour"), refused.body());
        assertNothingKept(page);
    }

    @Test
    void whatIsNoZipOrTooLargeOrMissingIsSaidPlainly() {
        var page = page("No zip");
        assertTrue(upload(page, bytes("<html>")).body().contains("no zip"));
        assertTrue(upload(page, new byte[5 << 20]).body().contains("at most 4 MB"));
        assertTrue(upload(page, new byte[0]).body().contains("Choose a .zip file first"));
        assertNothingKept(page);
    }

    @Test
    void aThemeThatDrawsNoLongerIsNotPutLive() throws IOException {
        var page = page("Broken since");
        var folder = Files.createDirectories(ROOT.resolve("since"));
        Files.writeString(folder.resolve("theme.properties"), "name=Since");
        assertEquals(
                200,
                staff.get("/console/appearance/themes/since?page=" + page.code())
                        .statusCode());
        assertTrue(screen(page).contains("From this server"), screen(page));
        Files.writeString(folder.resolve("index.ftlh"), "<#if>");
        var refused = wearing(page, "since");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("index.ftlh:1"), refused.body());
        assertEquals("default", fresh(page).theme());
    }

    @Test
    void aPageWearsOnlyItsOwnUploads() {
        var mine = page("Mine");
        var other = page("Other");
        upload(mine, theme("Only mine", Map.of()));
        assertEquals(422, wearing(other, "only-mine@1").statusCode());
        assertEquals(
                422,
                staff.get("/console/appearance/themes/only-mine@1?page=" + other.code())
                        .statusCode());
        assertFalse(screen(other).contains("only-mine@1"));
        var theirs = upload(other, theme("Only mine", Map.of("index.ftlh", "other")));
        assertEquals(
                "/console/appearance/themes/only-mine@2", Browsing.path(theirs), "names mean one thing everywhere");
    }

    @Test
    void theSameZipAgainIsTheVersionItAlreadyIs() {
        var page = page("Twice");
        var zip = theme("Twice", Map.of());
        assertEquals(Browsing.path(upload(page, zip)), Browsing.path(upload(page, zip)));
        assertEquals(1, versions(page).size());
    }

    @Test
    void manyAtOnceGetANumberEach() throws Exception {
        var page = HERALD.bean(Pages.class).create(new PageFields("Crowd", null, null, "UTC", List.of("en"), null));
        var uploads = new ArrayList<Callable<HttpResponse<String>>>();
        var csrf = staff.csrf();
        for (int i = 0; i < 4; i++) {
            var zip = theme("Crowd", Map.of("index.ftlh", "number " + i));
            uploads.add(() -> staff.upload(
                    "/console/appearance/themes", Map.of("page", page.code(), "_csrf", csrf), "crowd.zip", zip));
        }
        var paths = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(uploads)) {
                assertEquals(303, answer.get().statusCode(), answer.get().body());
                paths.add(Browsing.path(answer.get()));
            }
        }
        assertEquals(uploads.size(), paths.size(), paths::toString);
    }

    @Test
    void aVersionThatIsNotWornCanBeRemovedAndItsNumberIsNotGivenAgain() {
        var page = page("Removed");
        upload(page, theme("Removed", Map.of()));
        wear(page, "removed@1");
        var refused = staff.submit("/console/appearance/themes/removed@1/delete", Map.of("page", page.code()));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Put another theme live first"), refused.body());
        wear(page, "ledger");
        assertEquals(
                303,
                staff.submit("/console/appearance/themes/removed@1/delete", Map.of("page", page.code()))
                        .statusCode());
        assertEquals(422, wearing(page, "removed@1").statusCode());
        assertFalse(screen(page).contains("Go back to"), "there is no going back to what is gone");
        assertEquals("/console/appearance/themes/removed@2", Browsing.path(upload(page, theme("Removed", Map.of()))));
        assertEquals("theme.delete", actions(page.id()).get(1));
    }

    @Test
    void aPageHasItsOwnTouchOnTopOfAnyTheme() {
        var page = page("Touch");
        var saved = settings(page, Map.of("accent", "#7a0b5c", "css", ".brand { letter-spacing: 1px }"), LOGO);
        assertEquals(303, saved.statusCode(), saved.body());
        var touched = fresh(page).theme();
        assertTrue(touched.startsWith("page--"), touched);
        var frame = frame(page, touched);
        assertTrue(sheet(frame).contains("--brand:#7a0b5c"), sheet(frame));
        assertTrue(sheet(frame).contains("letter-spacing: 1px"), sheet(frame));
        assertTrue(frame.contains("src=\"data:image/svg+xml"), "the logo is in the bar");

        wear(page, "ledger");
        assertTrue(fresh(page).theme().startsWith("page--"), "the touch goes with the page");
        var ledger = frame(page, fresh(page).theme());
        assertTrue(sheet(ledger).contains("--brand:#7a0b5c"), sheet(ledger));
        assertNotEquals(frame, ledger);

        wear(page, touched);
        assertEquals(touched, fresh(page).theme(), "going back takes the touch back as it was");

        assertEquals(
                303,
                settings(page, Map.of("accent", "", "css", "", "no_logo", "yes"), new byte[0])
                        .statusCode());
        assertEquals("default", fresh(page).theme(), "without a touch it is the theme alone");
    }

    @Test
    void aPageSaysAWordAboveItAndAtItsFootInEachLanguage() {
        var page = page("Words");
        var saved = settings(
                page,
                Map.of(
                        "header_en", "Don't \\ panic: <b>call us</b>",
                        "footer_en", "Talk Inc.\nSeoul",
                        "css", ""),
                new byte[0]);
        assertEquals(303, saved.statusCode(), saved.body());
        var frame = frame(page, fresh(page).theme());
        assertTrue(frame.contains("Don&#39;t \\ panic: &lt;b&gt;call us&lt;/b&gt;"), frame);
        assertTrue(frame.contains("Talk Inc.\nSeoul"), frame);
        assertTrue(screen(page).contains("Talk Inc.\nSeoul</textarea>"), screen(page));
        var braces = settings(page, Map.of("header_en", "{0}"), new byte[0]);
        assertEquals(422, braces.statusCode());
        assertTrue(braces.body().contains("leave out { and }"), braces.body());
        assertEquals(303, settings(page, Map.of("css", ""), new byte[0]).statusCode());
        assertEquals("default", fresh(page).theme());
    }

    @Test
    void aPagesIconKeepsItsStateInTheCorner() {
        var page = page("Icon");
        var icon = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" viewBox=\"0 0 9"
                + " 9\"><circle r=\"4\"/></svg>";
        var form = Map.of("page", page.code(), "css", "");
        assertEquals(
                303,
                staff.upload("/console/appearance/settings", form, "icon", "icon.svg", bytes(icon))
                        .statusCode());
        var shown = HERALD.bean(ThemeRenderer.class).theme(fresh(page).theme());
        var well = new String(shown.asset("favicon-operational.svg").bytes(), StandardCharsets.UTF_8);
        var bad = new String(shown.asset("favicon-major_outage.svg").bytes(), StandardCharsets.UTF_8);
        assertTrue(well.contains("viewBox=\"0 0 9 9\"><circle r=\"4\"/>"), well);
        assertFalse(well.contains("width=\"9\""), well);
        assertNotEquals(well, bad);
        var none = staff.upload(
                "/console/appearance/settings",
                form,
                "icon",
                "icon.svg",
                bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        assertTrue(none.body().contains("viewBox"), none.body());
        assertEquals(
                303,
                settings(page, Map.of("css", "", "no_icon", "yes"), new byte[0]).statusCode());
        assertEquals("default", fresh(page).theme());
    }

    @Test
    void aTouchThatWouldDoHarmOrCannotBeReadIsRefused() {
        var page = page("Harm");
        for (var css : List.of(
                "@import 'https://example.com/a.css';",
                "a { background: url(https://example.com/a.png) }",
                "a { background: u\\72l(//example.com) }",
                "a { width: expression(alert(1)) }",
                "a { behavior: url(a.htc) }",
                "</style><script>alert(1)</script>")) {
            var refused = settings(page, Map.of("css", css), new byte[0]);
            assertEquals(422, refused.statusCode(), css);
            assertTrue(refused.body().contains("page-settings.css:1"), refused.body());
        }
        var pale = settings(page, Map.of("accent", "#f5f5f0"), new byte[0]);
        assertEquals(422, pale.statusCode(), pale.body());
        assertTrue(pale.body().contains("nearest readable colour"), pale.body());
        assertTrue(pale.body().contains("value=\"#f5f5f0\""), "what was typed is kept");
        var noColour = settings(page, Map.of("accent", "red; }"), new byte[0]);
        assertTrue(noColour.body().contains("href=\"#f-accent\""), noColour.body());
        var evil = settings(page, Map.of(), bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"));
        assertTrue(evil.body().contains("assets/logo.svg:1"), evil.body());
        assertNothingKept(page);
    }

    @Test
    void whatIsBelowAPagesTouchIsNotRemoved() {
        var page = page("Below");
        upload(page, theme("Below", Map.of()));
        wear(page, "below@1");
        settings(page, Map.of("accent", "#7a0b5c"), new byte[0]);
        var refused = staff.submit("/console/appearance/themes/below@1/delete", Map.of("page", page.code()));
        assertEquals(422, refused.statusCode(), refused.body());
        var child = upload(page, ThemeZip.write(Map.of("theme.properties", bytes("name=Child\nparent=below@1"))));
        assertTrue(child.body().contains("its parent is one version of an uploaded theme"), child.body());
    }

    @Test
    void withoutTheTokenOrASessionNothingIsTaken() {
        var page = page("Forged");
        var zip = theme("Forged", Map.of());
        assertEquals(
                403,
                staff.upload("/console/appearance/themes", Map.of("page", page.code(), "_csrf", "forged"), "x.zip", zip)
                        .statusCode());
        assertEquals(
                403,
                staff.post("/console/appearance/theme", Map.of("page", page.code(), "theme", "ledger"))
                        .statusCode());
        assertEquals(
                401,
                new Browsing(HERALD)
                        .upload("/console/appearance/themes", Map.of("page", page.code(), "_csrf", "x"), "x.zip", zip)
                        .statusCode());
        assertNothingKept(page);
        assertEquals("default", fresh(page).theme());
    }

    /** FAULTS E04. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../sentinel",
                "..%2fsentinel",
                "%2e%2e%2fsentinel",
                "%2e%2e/sentinel",
                "..%5csentinel",
                "..%255csentinel",
                "..%252fsentinel",
                "....//sentinel",
                "..;/sentinel",
                "..%c0%afsentinel",
                "..%ef%bc%8fsentinel",
                "%00/../sentinel",
                "ocean/../../sentinel",
                "/etc/passwd",
                "%2fetc%2fpasswd",
                "file:%2f%2f%2fetc%2fpasswd",
                "C:%5cboot.ini",
                "..@1",
                "..%2fsentinel@1",
                "sentinel%00@1",
                "sentinel@0",
                "sentinel@99999999999",
                "sentinel@1@2"
            })
    void noNameLeadsOutOfTheThemes(String name) throws IOException {
        Files.createDirectories(ROOT.resolveSibling("sentinel"));
        Files.writeString(ROOT.resolveSibling("sentinel/theme.properties"), "name=" + SENTINEL);
        Files.writeString(ROOT.resolveSibling("sentinel/index.ftlh"), SENTINEL);
        for (var path : List.of(
                "/console/appearance/themes/" + name,
                "/console/appearance/themes/" + name + "/samples/operational",
                "/console/appearance/themes/default/samples/" + name,
                "/assets/" + name,
                "/assets/" + name + "/theme.properties",
                "/console/assets/" + name)) {
            var answer = staff.get(path);
            assertTrue(List.of(303, 400, 404, 422).contains(answer.statusCode()), path + " " + answer.statusCode());
            assertFalse(answer.body().contains(SENTINEL), path);
            assertFalse(answer.body().contains("root:x:"), path);
        }
        assertNotEquals(
                303,
                wearing(page("Led out"), URLDecoder.decode(name, StandardCharsets.UTF_8))
                        .statusCode());
    }

    private static Path themesDir() {
        try {
            var folder = Files.createTempDirectory("herald-test-themes");
            folder.toFile().deleteOnExit();
            return Files.createDirectories(folder.resolve("themes"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void assertNothingKept(Page page) {
        assertEquals(List.of(), versions(page));
        assertEquals(page.version(), fresh(page).version());
        assertEquals(List.of(), actions(page.id()));
    }

    private static List<?> versions(Page page) {
        return HERALD.bean(ThemeVersions.class).ofPage(page.id());
    }

    private static Page page(String name) {
        return HERALD.bean(Pages.class).create(new PageFields(name, null, null, "UTC", List.of("en"), null));
    }

    private static Page fresh(Page page) {
        return HERALD.bean(Pages.class).byCode(page.code());
    }

    private String screen(Page page) {
        return staff.get("/console/appearance?page=" + page.code()).body();
    }

    private void wear(Page page, String theme) {
        var answer = wearing(page, theme);
        assertEquals(303, answer.statusCode(), answer.body());
    }

    private HttpResponse<String> wearing(Page page, String theme) {
        return staff.submit("/console/appearance/theme", Map.of("page", page.code(), "theme", theme));
    }

    private HttpResponse<String> upload(Page page, byte[] zip) {
        return staff.upload("/console/appearance/themes", Map.of("page", page.code()), "a.zip", zip);
    }

    private static final byte[] LOGO = bytes(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><circle r=\"4\" fill=\"#7a0b5c\"/></svg>");

    private HttpResponse<String> settings(Page page, Map<String, String> fields, byte[] logo) {
        var form = new LinkedHashMap<>(fields);
        form.put("page", page.code());
        return staff.upload("/console/appearance/settings", form, "logo", "logo.svg", logo);
    }

    private String frame(Page page, String theme) {
        return staff.get("/console/appearance/themes/" + theme + "/samples/operational?page=" + page.code())
                .body();
    }

    private static String sheet(String frame) {
        var data = frame.replaceFirst("(?s).*href=\"data:text/css;charset=utf-8;base64,([^\"]*)\".*", "$1");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    private static List<String> actions(long pageId) {
        return HERALD.database()
                .text("SELECT GROUP_CONCAT(action ORDER BY id DESC SEPARATOR ' ') FROM audit_event WHERE page_id = "
                        + pageId + " AND (action LIKE 'theme.%' OR action = 'page.theme')")
                .map(all -> List.of(all.split(" ")))
                .orElse(List.of());
    }

    private static byte[] theme(String name, Map<String, String> more) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("theme.properties", bytes("name=" + name + "\nversion=1.2"));
        more.forEach((path, text) -> files.put(path, bytes(text)));
        return ThemeZip.write(files);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
