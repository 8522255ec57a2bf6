package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** spec/FAULTS.md C16 and E03: what a template may try, and what comes of it. Leaves the time of each in {@code target/hostile-templates.txt}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTemplatesTest {

    private static final ThemeRenderer THEMES = new ThemeRenderer(new ThemeSettings(null));
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final Path TIMES = Path.of("target", "hostile-templates.txt");

    /** What a template can ruin of this process's memory is nothing; what the tests themselves keep is less than this. */
    private static final long NOISE = 24_000_000;

    public record View(String name, String bomb, List<String> names, Fragment bars) {}

    private static final View VIEW = new View(
            SCRIPT, "a".repeat(40) + "!", List.of("a", "b", "c"), new Fragment("<b>" + "|".repeat(100) + "</b>"));

    /** @param says part of the reason; or, for one that may be rendered, {@code =} and what it prints */
    record Payload(String template, String says, Map<String, String> others) {
        @Override
        public String toString() {
            return template.lines().findFirst().orElse("");
        }
    }

    private static final List<Payload> ALL = new ArrayList<>();

    private static void stopped(String says, String... templates) {
        for (var template : templates) {
            ALL.add(new Payload(template, says, Map.of()));
        }
    }

    private static void harmless(String prints, String template) {
        ALL.add(new Payload(template, "=" + prints, Map.of()));
    }

    static {
        var time = "longer than 2 seconds";
        var memory = "more than 64 MB";
        var none = "";
        // A piece of the page that stays with us is short for the worker, and long where it is put.
        stopped("larger than", "<#list 1..100000 as i>${view.bars}</#list>");
        harmless("<b>" + "|".repeat(100) + "</b>", "<#assign captured>${view.bars}</#assign>${captured}");
        // Running code.
        stopped(
                "not allowed",
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "<#assign run=\"freemarker.template.utility.Execute\"?new()>${run(\"id\")}",
                "${\"freemarker.template.utility.ObjectConstructor\"?new()(\"java.io.File\", \"/etc/passwd\")}",
                "${\"freemarker.template.utility.JythonRuntime\"?new()}",
                "<#assign u=\"freemarker.template.utility\">${(u + \".Execute\")?new()(\"id\")}",
                "<#list [\"Execute\"] as x>${(\"freemarker.template.utility.\" + x)?new()(\"id\")}</#list>",
                "<#function f><#return \"freemarker.template.utility.Execute\"?new()></#function>${f()(\"id\")}",
                "${'\"freemarker.template.utility.Execute\"?new()(\"id\")'?eval}",
                "<@('<#assign x=\"freemarker.template.utility.Execute\"?new()>$' + '{x(\"id\")}')?interpret/>");
        stopped(
                "api",
                "${view?api.class}",
                "${view.name?api.getClass().forName(\"java.lang.Runtime\")}",
                "${.data_model?api}",
                "${view.names?api.add(\"x\")}",
                "${view? api.getClass()}");
        stopped(
                none,
                "${view.class.protectionDomain.classLoader}",
                "${view.getClass()}",
                "${view.name.getBytes()}",
                "${view.names.class}",
                "${msg.messages}",
                "${msg.class}",
                "${msg()}",
                "${.locals.x}",
                "${statics[\"java.lang.System\"].exit(1)}",
                "${Static[\"java.lang.Runtime\"]}",
                "${objectConstructor(\"java.io.File\")}",
                "${.vars[\"System\"].exit(0)}",
                "${.node}",
                "<@view.name/>",
                "<#visit view.name>",
                "<#stop \"enough\">");
        // Reading files.
        stopped(
                none,
                "<#include \"/etc/passwd\" parse=false>",
                "<#include \"../../../../etc/passwd\">",
                "<#include \"file:///etc/passwd\">",
                "<#include \"classpath:/application.yml\">",
                "<#include \"http://127.0.0.1/x.ftlh\">",
                "<#include \"theme.properties\" parse=false>",
                "<#include \"messages_en.properties\" parse=false>",
                "<#include \"messages/post.ftl\">",
                "<#include \"*/application.yml\">",
                "<#import \"/WEB-INF/web.xml\" as x>",
                "<#include \"assets/page.js\" parse=false>",
                "<#import \"layout.ftlh\\u0000.txt\" as x>");
        harmless("false", "${.get_optional_template(\"/etc/passwd\").exists?c}");
        harmless("false", "${.get_optional_template(\"application.yml\", {\"parse\": false}).exists?c}");
        // Time.
        stopped(
                time,
                "<#list 1.. as i></#list>",
                "<#list 1.. as i><#assign x = i * i % 7></#list>",
                "<#list 1..50000 as i><#list 1..50000 as j><#list 1..50000 as k></#list></#list></#list>",
                "<#list 1..2147483647 as i><#if i == 0>x</#if></#list>",
                "${view.bomb?matches(\"((a+)+)+b\")?c}",
                "${view.bomb?replace(\"^(([a-z]+)*)+$\", \"\", \"r\")}",
                "<#macro m n><#if n gt 0><@m n-1/><@m n-1/></#if></#macro><@m 60/>",
                "<#function fib n><#if n lt 2><#return n></#if><#return fib(n-1) + fib(n-2)></#function>${fib(80)}",
                "${(1..)?filter(i -> false)?first!\"none\"}",
                "${(1..2147483647)?filter(i -> i < 0)?size}",
                "<#list 1.. as i>${\"\"}</#list>",
                "<#list (1..)?map(i -> i * 2) as i><#continue></#list>",
                "${(1..2147483647)?seq_contains(-1)?c}",
                "${view.bomb?matches(\"(.*a){18}b\")?c}");
        // Memory.
        stopped(
                memory,
                "<#assign s=\"aaaaaaaaaaaaaaaa\"><#list 1..40 as i><#assign s = s + s></#list>",
                "<#assign s=\"ab\"><#list 1..40 as i><#assign s = \"${s}${s}\"></#list>",
                "${\"x\"?left_pad(2147483647)}",
                "${\"x\"?right_pad(1000000000)?length}",
                "<#assign s=\"x\"?right_pad(30000)>${s?replace(\" \", s)?length}",
                "<#assign h={}><#list 1.. as i><#assign h = h + {\"k\" + i: \"x\"?right_pad(100000)}></#list>",
                "<#assign s=\"x\"?right_pad(9000000)>${(s + s + s + s)?split(\"\")?size}",
                "<#macro m><#local x=\"x\"?right_pad(3000000)><@m/></#macro><@m/>",
                "<#assign b><#list 1..3000000 as"
                        + " i>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</#list></#assign>${b}",
                "${(1..2147483647)?join(\",\")}",
                "<#assign x=[]><#list 1.. as i><#assign x = x + [\"y\"?right_pad(1000000)]></#list>");
        // One or the other.
        stopped(
                none,
                "${(1..100000000)?map(x -> \"a\" + x)?sort?size}",
                "<#assign l=[1]><#list 1..40 as i><#assign l = (l + l)?map(x -> x)></#list>${l?size}");
        // Room.
        stopped(
                "larger than",
                "<#list 1.. as i>${view.names?join(\"\")} and so on and on</#list>",
                "<#list 1..5000000 as i>x</#list>",
                "${\"x\"?right_pad(5000000)}");
        // Depth.
        stopped(
                "calls itself",
                "<#macro again><@again/></#macro><@again/>",
                "<#function f><#return f()></#function>${f()}",
                "<#macro a><@b/></#macro><#macro b><@a/></#macro><@a/>",
                "<#include \"page.ftlh\">",
                "<#macro m><#nested><@m><#nested></@m></#macro><@m>x</@m>");
        // Past the escaping.
        stopped(
                none,
                "${view.name?no_esc}",
                "${view.name?noEsc}",
                "${view.name? <#-- --> no_esc}",
                "<#noautoesc>${view.name}</#noautoesc>",
                "<#noAutoEsc>${view.name}</#noAutoEsc>",
                "<#outputformat \"plainText\">${view.name}</#outputformat>",
                "<#outputformat \"undefined\">${view.name}</#outputformat>",
                "<#outputFormat \"JavaScript\">${view.name}</#outputFormat>",
                "<#ftl auto_esc=false>${view.name}",
                "<#ftl output_format=\"plainText\">${view.name}",
                "<@('$' + '{view.name?no_esc}')?interpret/>",
                "<@('<#noautoesc>$' + '{view.name}<' + '/#noautoesc>')?interpret/>",
                "<@('<#outputformat \"plainText\">$' + '{view.name}<' + '/#outputformat>')?interpret/>",
                "<#setting output_format=\"plainText\">${view.name}");
        harmless("", "<#assign x><script>alert(1)</script></#assign>${x}");
        harmless("<a>b</a>", "<#assign x><a href=\"javascript:alert(1)\" onclick=\"alert(1)\">b</a></#assign>${x}");
        harmless(
                "<b>c</b>",
                "<#macro m><b><#nested></b></#macro><#assign x><@m>c<img src=x onerror=alert(1)></@m></#assign>${x}");
        harmless("&lt;script&gt;alert(1)&lt;/script&gt;", "<#assign x>${view.name}</#assign>${x}");
        harmless("&lt;script&gt;alert(1)&lt;/script&gt;", "${'view.name'?eval}");
        harmless("&lt;script&gt;alert(1)&lt;/script&gt;", "${view.name?esc}");
        harmless("&lt;script&gt;alert(1)&lt;/script&gt;", "${\"${view.name}\"}");
        harmless("&lt;script&gt;alert(1)&lt;/script&gt;", "<@('$' + '{view.name}')?interpret/>");
        harmless(
                "&amp;lt;b&amp;gt;"
                        .replace("amp;l", "l")
                        .replace("amp;g", "g")
                        .replace("&l", "&amp;l")
                        .replace("&g", "&amp;g"),
                "${\"&lt;b&gt;\"}");
    }

    static List<Payload> all() {
        return ALL;
    }

    @BeforeAll
    static void emptyTheList() throws IOException {
        Files.createDirectories(TIMES.getParent());
        Files.writeString(TIMES, "");
    }

    @ParameterizedTest
    @MethodSource("all")
    void c16(Payload payload) throws IOException {
        long begun = System.nanoTime();
        try {
            var page = render(payload);
            if (!payload.says().startsWith("=")) {
                fail("it was rendered: " + page.substring(0, Math.min(300, page.length())));
            }
            assertFalse(page.contains("<script"), page);
            assertEquals(payload.says().substring(1), page.strip());
        } catch (ThemeException failure) {
            assertTrue(failure.getMessage().contains(payload.says()), failure.getMessage());
            assertFalse(payload.says().startsWith("="), failure.getMessage());
            assertEquals("page.ftlh", failure.template().replaceAll("->.*", ""), failure.getMessage());
        } finally {
            var line = "%5d ms  %s%n"
                    .formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis(), payload);
            Files.writeString(TIMES, line, StandardOpenOption.APPEND);
        }
    }

    @Test
    void c16ThereAreEnoughOfThem() {
        assertTrue(ALL.size() >= 60, "only " + ALL.size());
    }

    /** The good theme is rendered after all of that, and this process holds no more than before. */
    @AfterAll
    void c16NothingIsLeftOfIt() {
        var page = THEMES.theme("default").render("index.ftlh", "en", new ThemeFixtures("en").allOperational());
        assertTrue(page.contains("</html>"));
        long before = used();
        for (int i = 0; i < 3; i++) {
            assertThrowsTheme(new Payload("${\"x\"?left_pad(2147483647)}", "", Map.of()));
        }
        assertTrue(used() - before < NOISE, "grown by " + (used() - before));
    }

    private static void assertThrowsTheme(Payload payload) {
        try {
            render(payload);
            fail("it was rendered");
        } catch (ThemeException stopped) {
            assertTrue(stopped.getMessage().contains("64 MB"), stopped.getMessage());
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String render(Payload payload) {
        var own = new HashMap<String, byte[]>();
        own.put("theme.properties", new byte[0]);
        own.put("page.ftlh", payload.template().getBytes(StandardCharsets.UTF_8));
        return Theme.onTrial(THEMES.files("hostile", own)).render("page.ftlh", "en", VIEW);
    }
}
