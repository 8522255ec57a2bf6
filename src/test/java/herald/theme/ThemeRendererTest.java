package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.markdown.Html;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeRendererTest {
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
        var pages = Map.<String, List<Record>>of(
                "index.ftlh", List.of(fixtures.thirtyComponents(), fixtures.maintenance(), fixtures.openIncident()),
                "incident.ftlh", List.of(fixtures.incidentPage(), fixtures.resolvedPage()),
                "history.ftlh", List.of(fixtures.history()),
                "not-found.ftlh", List.of(fixtures.notFound()));
        for (var page : pages.entrySet()) {
            for (var view : page.getValue()) {
                var html = renderer.render("default", page.getKey(), "en", (Record) hostile(view));
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
        var html = renderer.render("sea", "index.ftlh", "en", new ThemeFixtures("en").allOperational());
        assertTrue(html.contains("<h1>Ahoy: "));
        assertTrue(html.contains("The last 14 days"));
        assertEquals(
                "Calm waters",
                renderer.messages("sea", "en").banner("operational").text());
        assertEquals(
                "Resolved", renderer.messages("sea", "en").stage("resolved").text());
    }

    @Test
    void aThemeInheritsThroughItsParent() throws IOException {
        write("sea/theme.properties", "");
        write("sea/assets/_tokens.css", "/* blue */ :root {\n  --good: #005;\n}\n");
        write("bay/theme.properties", "parent=sea");
        var css = new String(renderer.asset("bay", "page.css").bytes(), StandardCharsets.UTF_8);
        assertTrue(css.contains(":root {--good: #005;}"), css.substring(0, 200));
        assertFalse(css.contains("/*"));
        assertTrue(css.contains(".hero"));
        assertNotEquals(
                renderer.asset("bay", "page.css").path(),
                renderer.asset("default", "page.css").path());
    }

    @Test
    void parentsInACircleAreRefused() throws IOException {
        write("sea/theme.properties", "parent=bay");
        write("bay/theme.properties", "parent=sea");
        assertTrue(assertThrows(ThemeException.class, () -> renderer.messages("sea", "en"))
                .getMessage()
                .contains("circle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../default", "", "a/b", "nowhere"})
    void aThemeThatIsNotThereIsNamed(String theme) {
        assertThrows(ThemeException.class, () -> renderer.render(theme, "index.ftlh", "en", new Greeting("")));
    }

    @Test
    void aMissingTemplateIsNamed() {
        var failure = assertThrows(
                ThemeException.class, () -> renderer.render("default", "nowhere.ftlh", "en", new Greeting("")));
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
                ThemeException.class, () -> renderer.render("bad", "page.ftlh", "en", new Greeting("Ada")));
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
                ThemeException.class, () -> renderer.render("bad", "page.ftlh", "en", new Greeting("Ada")));
        assertTrue(failure.getMessage().contains("longer than"), failure.getMessage());
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("theme")) {
                assertTrue(thread.join(Duration.ofSeconds(5)), "it still runs");
            }
        }
    }

    @Test
    void sanitisedHtmlIsPrintedAsItIsAndNothingElseIs() throws IOException {
        write("plain/theme.properties", "");
        write("plain/page.ftlh", "${view.html}${view.text}${view.id}");
        var page = renderer.render("plain", "page.ftlh", "en", new Body(ThemeFixtures.html("**a**"), "<b>", 1_234_567));
        assertEquals("<p><strong>a</strong></p>&lt;b&gt;1234567", page);
    }

    @Test
    void aRecordThatIsNotPublicIsNamed() {
        var failure =
                assertThrows(ThemeException.class, () -> renderer.renderConsole("theme-test.ftlh", new Hidden("Ada")));
        assertTrue(failure.getMessage().contains("Hidden is not public"), failure.getMessage());
    }

    @Test
    void theConsoleTakesMapsAndRecords() {
        assertEquals(
                "<p>&lt;Ada&gt; Resolved</p>",
                renderer.renderConsole("theme-test.ftlh", Map.of("view", new Greeting("<Ada>")))
                        .strip());
        assertEquals(
                "<p>&lt;Ada&gt; Resolved</p>",
                renderer.renderConsole("theme-test.ftlh", new Greeting("<Ada>")).strip());
    }

    @Test
    void anAssetCarriesItsHash() {
        var css = renderer.asset("default", "page.css");
        assertTrue(css.path().matches("page\\.[0-9a-f]{10}\\.css"), css.path());
        assertEquals(
                "/assets/" + css.path(),
                renderer.assets("default", "/assets/", "operational").stylesheet());
        assertEquals(2 + Messages.BANNERS.size(), renderer.allAssets("default").size());
        assertThrows(ThemeException.class, () -> renderer.asset("default", "../theme.properties"));
        assertThrows(ThemeException.class, () -> renderer.asset("default", "../../application.css"));
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

    @Test
    void thirtyComponentsFitTheFirstFourteenKilobytes() throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(renderer.render("default", "index.ftlh", "ko", new ThemeFixtures("ko").thirtyComponents())
                    .getBytes(StandardCharsets.UTF_8));
            gzip.write(renderer.asset("default", "page.css").bytes());
        }
        assertTrue(packed.size() < 14_000, packed.size() + " bytes");
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
