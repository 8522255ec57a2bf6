package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeRendererTest {
    /** What an answer's headers take of the first packets, about. */
    private static final int HEADERS = 400;

    private static final String HOSTILE = "\"'><script>alert(1)</script>";

    @TempDir
    Path themes;

    private ThemeRenderer renderer;

    public record Greeting(String name) {}

    public record Body(Html html, String text, long id) {}

    record Hidden(String name) {}

    @BeforeEach
    void setUp() {
        renderer = new ThemeRenderer(new ThemeSettings(themes));
    }

    @Test
    void everyTextOfEveryPageIsEscaped() throws Exception {
        var fixtures = new ThemeFixtures("en");
        for (var page : fixtures.byTemplate().entrySet()) {
            for (var view : page.getValue()) {
                var html = renderer.theme("default").render(page.getKey(), "en", (Record) hostile(view));
                assertFalse(html.contains("<script>alert"), page.getKey());
                assertTrue(html.contains("&lt;script&gt;alert"), page.getKey());
                assertFalse(Pattern.compile("=\"[^\"<>]*\"'>").matcher(html).find(), page.getKey());
            }
        }
    }

    @Test
    void aThemeHoldsOnlyWhatItChanges() throws IOException {
        write("sea/theme.properties", "");
        write("sea/macros/hero.ftlh", "<#macro banner label site><h1>Ahoy: ${label.text}</h1></#macro>");
        write("sea/messages_en.properties", "banner.operational=Calm waters");
        var html = renderer.theme("sea").render("index.ftlh", "en", new ThemeFixtures("en").allOperational());
        assertTrue(html.contains("<h1>Ahoy: "));
        assertTrue(html.contains("The last 14 days"));
        assertEquals(
                "Calm waters",
                renderer.theme("sea").messages("en").banner("operational").text());
        assertEquals(
                "Resolved",
                renderer.theme("sea").messages("en").stage("resolved").text());
    }

    @Test
    void aThemeInheritsThroughItsParent() throws IOException {
        write("sea/theme.properties", "");
        write("sea/assets/_tokens.css", "/* blue */ :root {\n  --good: #005;\n}\n");
        write("bay/theme.properties", "parent=sea");
        var css = new String(renderer.theme("bay").asset("page.css").bytes(), StandardCharsets.UTF_8);
        assertTrue(css.contains(":root {--good: #005;}"), css.substring(0, 200));
        assertFalse(css.contains("/*"));
        assertTrue(css.contains(".hero"));
        assertNotEquals(
                renderer.theme("bay").asset("page.css").path(),
                renderer.theme("default").asset("page.css").path());
    }

    @Test
    void parentsInACircleAreRefused() throws IOException {
        write("sea/theme.properties", "parent=bay");
        write("bay/theme.properties", "parent=sea");
        assertTrue(
                assertThrows(ThemeException.class, () -> renderer.theme("sea").messages("en"))
                        .getMessage()
                        .contains("circle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../default", "", "a/b", "nowhere"})
    void aThemeThatIsNotThereIsNamed(String theme) {
        assertThrows(ThemeException.class, () -> renderer.theme(theme).render("index.ftlh", "en", new Greeting("")));
    }

    @Test
    void aMissingTemplateIsNamed() {
        var failure = assertThrows(
                ThemeException.class, () -> renderer.theme("default").render("nowhere.ftlh", "en", new Greeting("")));
        assertEquals("nowhere.ftlh", failure.template());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${view.nothing}",
                "<#if>",
                "${view?api.class}",
                "${view.class}",
                "${view.getClass()}",
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "${view.name?no_esc}",
                "<#outputformat \"plainText\">${view.name}</#outputformat>",
                "<#noautoesc>${view.name}</#noautoesc>",
                "<#include \"../../application.yml\">",
                "${msg(\"no.such.key\")}",
                "<#macro again><@again/></#macro><@again/>",
                "<#list 1.. as i>${view.name}</#list>"
            })
    void aTemplateThatFailsSaysWhere(String line) throws IOException {
        write("bad/theme.properties", "");
        write("bad/page.ftlh", "<p>\n" + line + "\n</p>");
        var failure = assertThrows(
                ThemeException.class, () -> renderer.theme("bad").render("page.ftlh", "en", new Greeting("Ada")));
        assertEquals("page.ftlh", failure.template());
        assertTrue(failure.getMessage().startsWith("page.ftlh"), failure.getMessage());
        if (!line.contains("list") && !line.contains("macro")) {
            assertEquals(2, failure.line(), failure.getMessage());
        }
    }

    @Test
    void aTemplateThatNeverEndsIsStopped() throws Exception {
        write("bad/theme.properties", "");
        write("bad/page.ftlh", "<#list 1.. as i></#list>");
        var failure = assertThrows(
                ThemeException.class, () -> renderer.theme("bad").render("page.ftlh", "en", new Greeting("Ada")));
        assertTrue(failure.getMessage().contains("longer than"), failure.getMessage());
    }

    @Test
    void sanitisedHtmlIsPrintedAsItIsAndNothingElseIs() throws IOException {
        write("plain/theme.properties", "");
        write("plain/page.ftlh", "${view.html}${view.text}${view.id}");
        var page = renderer.theme("plain")
                .render("page.ftlh", "en", new Body(ThemeFixtures.html("**a**"), "<b>", 1_234_567));
        assertEquals("<p><strong>a</strong></p>&lt;b&gt;1234567", page);
    }

    @Test
    void aRecordThatIsNotPublicIsNamed() {
        var failure = assertThrows(ThemeException.class, () -> console().render("greeting.ftlh", new Hidden("Ada")));
        assertTrue(failure.getMessage().contains("Hidden is not public"), failure.getMessage());
    }

    @Test
    void theConsoleTakesMapsAndRecords() {
        assertEquals(
                "<p>&lt;Ada&gt; Resolved</p>",
                console().render("greeting.ftlh", Map.of("view", new Greeting("<Ada>"))));
        assertEquals("<p>&lt;Ada&gt; Resolved</p>", console().render("greeting.ftlh", new Greeting("<Ada>")));
    }

    private ConsoleTheme console() {
        var template = "<p>${view.name} ${msg(\"stage.resolved\")}</p>".getBytes(StandardCharsets.UTF_8);
        return new ConsoleTheme(renderer.files("console", Map.of("greeting.ftlh", template)));
    }

    @Test
    void anAssetCarriesItsHash() {
        var css = renderer.theme("default").asset("page.css");
        assertTrue(css.path().matches("page\\.[0-9a-f]{10}\\.css"), css.path());
        assertEquals(
                "/assets/" + css.path(),
                renderer.theme("default").assets("/assets/", "operational").stylesheet());
        assertEquals(
                2 + Messages.BANNERS.size(),
                renderer.theme("default").allAssets().size());
        assertThrows(ThemeException.class, () -> renderer.theme("default").asset("../theme.properties"));
        assertThrows(ThemeException.class, () -> renderer.theme("default").asset("../../application.css"));
    }

    @Test
    void noTemplateOfOursUndoesTheEscapingOrFetchesFromElsewhere() throws IOException {
        try (var files = Files.walk(Path.of("themes", "default"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                assertFalse(text.matches("(?s).*(no_?esc|<script>|javascript:|@import).*"), file.toString());
                assertFalse(text.replace("http://www.w3.org/2000/svg", "").contains("://"), file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "ja"})
    void thirtyComponentsAndAnIncidentFitTheFirstFourteenKilobytes(String language) throws IOException {
        var page = renderer.theme("default")
                .render("index.ftlh", language, new ThemeFixtures(language).thirtyComponents());
        assertEquals(30, page.split("<li class=\"component\"", -1).length - 1);
        int html = packed(page.getBytes(StandardCharsets.UTF_8));
        int style = packed(renderer.theme("default").asset("page.css").bytes());
        assertTrue(html + style < 14_000 - 2 * HEADERS, html + " of HTML and " + style + " of CSS");
        int script = packed(renderer.theme("default").asset("page.js").bytes());
        assertTrue(script < 5_800, script + " of script, which nobody waits for");
    }

    @Test
    void aComponentsBarsCostLittle() throws IOException {
        var page = renderer.theme("default").render("index.ftlh", "ko", new ThemeFixtures("ko").thirtyComponents());
        var without = page.replaceAll("(?s)<figure.*?</figure>", "");
        int bars = packed(page.getBytes(StandardCharsets.UTF_8)) - packed(without.getBytes(StandardCharsets.UTF_8));
        assertTrue(bars / 29 < 150, bars + " for 29");
    }

    /** The live origin takes the word away in the bytes; without it the page must still be one. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "ja"})
    void everyPageCanSayThatItsDatabaseIsSilent(String language) {
        new ThemeFixtures(language)
                .byTemplate()
                .forEach((template, views) -> views.forEach(view -> {
                    var html = renderer.theme("default").render(template, language, view);
                    assertEquals(2, html.split(" hidden data-silent", -1).length, template);
                    assertTrue(
                            html.contains("<p class=\"silent\" role=\"status\" hidden data-silent>"
                                    + renderer.theme("default")
                                            .messages(language)
                                            .get("page.silent") + "</p>"),
                            template);
                }));
    }

    @Test
    void whatIsOptionalMayBeMissingEverywhere() {
        new ThemeFixtures("en")
                .byTemplate()
                .forEach((template, views) -> views.forEach(view -> {
                    var html = renderer.theme("default").render(template, "en", (Record) bare(view));
                    assertTrue(html.contains("</html>"), template);
                    assertFalse(html.contains("og:image"), template);
                    assertFalse(html.contains("=\"\""), template + " has an empty attribute");
                }));
    }

    @Test
    void aLinkToThePageShowsItsStateElsewhere() {
        var html = renderer.theme("default").render("index.ftlh", "en", new ThemeFixtures("en").majorOutage());
        assertTrue(html.contains("<meta property=\"og:title\" content=\"A major outage is affecting our systems\">"));
        assertTrue(html.contains("<meta property=\"og:image\" content=\"https://status.example.com/social.png\">"));
        assertTrue(html.contains("<meta property=\"og:image:width\" content=\"1200\">"));
        assertTrue(html.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
        assertTrue(html.contains("favicon-major_outage"));
        assertTrue(html.contains("<title>A major outage is affecting our systems – Yellow Talk</title>"));
    }

    @Test
    void anAddressThatLeadsNowhereIsNotToBeIndexed() {
        var html = renderer.theme("default").render("not-found.ftlh", "en", new ThemeFixtures("en").notFound());
        assertTrue(html.contains("<meta name=\"robots\" content=\"noindex\">"));
        assertFalse(html.contains("rel=\"canonical\""));
    }

    @Test
    void addressesToSubscribeToAreWhole() {
        for (var language : List.of("en", "ko")) {
            var html = renderer.theme("default")
                    .render("subscribe.ftlh", language, new ThemeFixtures(language).subscribe());
            for (var feed : List.of("/history.atom", "/history.rss", "/feed.json", "/maintenances.ics")) {
                assertTrue(html.contains(">https://status.example.com" + feed + "</a>"), feed);
            }
            assertTrue(html.contains("href=\"webcal://status.example.com/maintenances.ics\""));
        }
    }

    @Test
    void aMonthHasItsDaysUnderTheirWeekdays() {
        var html = renderer.theme("default").render("calendar.ftlh", "en", new ThemeFixtures("en").calendar());
        var may = html.substring(html.indexOf("id=\"m-2021-05\""), html.indexOf("id=\"m-2021-04\""));
        var weeks = may.substring(may.indexOf("<tbody>")).split("</tr>");
        assertTrue(weeks[0].contains("<td colspan=\"5\"></td>"), "1 May 2021 was a Saturday");
        assertEquals(7, weeks[1].split("<td", -1).length - 1);
        assertEquals(31, may.split("class=\"unseen\"", -1).length - 1);
    }

    private static int packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.size();
    }

    /** {@code view} without anything that may be null, and without lists save those that are never empty. */
    private static Object bare(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ThemeRendererTest::bare).toList();
        }
        if (!(value instanceof Record view) || value instanceof SiteAssets) {
            return value;
        }
        try {
            var components = view.getClass().getRecordComponents();
            var types = new Class<?>[components.length];
            var values = new Object[components.length];
            for (var i = 0; i < components.length; i++) {
                var accessor = components[i].getAccessor();
                types[i] = components[i].getType();
                var own = accessor.invoke(view);
                var isNeeded = view instanceof SystemView;
                values[i] =
                        own == null || (accessor.isAnnotationPresent(Nullable.class) && !isNeeded) ? null : bare(own);
            }
            return view.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code view} with every text in it hostile; codes and addresses, which are ours, as they are. */
    private static Object hostile(Object value) throws ReflectiveOperationException {
        return switch (value) {
            case List<?> list ->
                list.stream().map(ThemeRendererTest::hostileUnchecked).toList();
            case Label label -> new Label(label.code(), label.text() + HOSTILE);
            case SiteAssets assets -> assets;
            case Record view -> {
                var components = view.getClass().getRecordComponents();
                var types = new Class<?>[components.length];
                var values = new Object[components.length];
                for (var i = 0; i < components.length; i++) {
                    types[i] = components[i].getType();
                    var component = components[i].getAccessor();
                    values[i] = component.invoke(view);
                    if (values[i] != null) {
                        values[i] = hostile(values[i]);
                    }
                }
                var constructor = view.getClass().getDeclaredConstructor(types);
                yield constructor.newInstance(values);
            }
            case String text -> text + HOSTILE;
            default -> value;
        };
    }

    private static Object hostileUnchecked(Object value) {
        try {
            return hostile(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(themes.resolve(path).getParent());
        Files.writeString(themes.resolve(path), text);
    }
}
