package herald.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private static final Duration GUARD = Duration.ofSeconds(5);
    private static final int LONGEST = 25_000;

    @Test
    void saysWhatStaffMeant() {
        assertEquals("<p>We are <strong>on it</strong>.<br />\nMore soon.</p>", html("We are **on it**.\nMore soon."));
        assertEquals("<ul><li>one</li><li>two</li></ul>", html("- one\n- two"));
        assertEquals("<h3>Cause</h3>", html("# Cause"));
        assertEquals("<h4>Cause</h4>", html("#### Cause"));
    }

    @Test
    void aTypedBreakIsABreak() {
        assertEquals(
                "<p>one<br />two<br />three</p>", html("one<br />two<br>three").replace("\n", ""));
        assertEquals("one\ntwo", Markdown.toPlainText("one<br />two"));
    }

    @Test
    void aLinkSaysThatItIsNotOurs() {
        var link = html("[status](https://example.com/a)");
        assertTrue(link.contains("href=\"https://example.com/a\""), link);
        for (var rel : new String[] {"nofollow", "noopener", "ugc"}) {
            assertTrue(link.contains(rel), link);
        }
    }

    @Test
    void anAddressBecomesALinkWithoutTheFullStopBehindIt() {
        assertTrue(
                html("See https://example.com/a?b=1.").contains(">https://example.com/a?b&#61;1</a>."),
                html("See https://example.com/a?b=1."));
        assertFalse(html("[https://example.com](https://example.com)")
                .replaceFirst("<a ", "")
                .contains("<a "));
    }

    @Test
    void wordsBetweenAngleBracketsStay() {
        assertEquals("<p>if x &lt;y and z&gt; then</p>", html("if x <y and z> then"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](java\tscript:alert(1))",
                "[a](&#106;avascript:alert(1))",
                "[a](data:text/html;base64,PHNjcmlwdD4=)",
                "[a](vbscript:x)",
                "![x](javascript:alert(1))",
                "![x\" onerror=\"alert(1)](https://e.com/x.png)",
                "<a href=\"javascript:alert(1)\">a</a>",
                "<a href=\"https://e.com\" onclick=\"alert(1)\">a</a>",
                "<p style=\"position:fixed\" onmouseover=alert(1)>a</p>",
                "<a href='x\n' onclick=alert(1)>a</a>",
                "<div\n\n<script>alert(1)//",
                "<!--><script>alert(1)</script>-->",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "[x]: javascript:alert(1)\n\n[x]",
                "<javascript:alert(1)>",
                "`<script>alert(1)</script>`",
                "```\n</code></pre><script>alert(1)</script>\n```",
                "[a](https://e.com/\"onmouseover=alert(1)//)",
                "https://e.com/<script>alert(1)</script>"
            })
    void nothingRuns(String hostile) {
        var allowed = Pattern.compile("</?(p|br|strong|b|em|i|ul|ol|li|code|pre|blockquote|h[3-6]|del|hr)( /)?>|</a>"
                + "|<a href=\"(https?:|mailto:)?[^\":<>]*(:[^\"<>]*)?\" rel=\"[a-z ]+\">");
        var left = allowed.matcher(html(hostile)).replaceAll("");
        assertFalse(left.contains("<"), left);
        assertFalse(Pattern.compile("href=\"\\s*(javascript|data|vbscript)", Pattern.CASE_INSENSITIVE)
                .matcher(html(hostile))
                .find());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "**We** are _on_ it | We are on it",
                "[status](https://e.com/a) | status (https://e.com/a)",
                "<https://e.com/a> | https://e.com/a",
                "[a@e.com](mailto:a@e.com) | a@e.com",
                "https://e.com/a | https://e.com/a",
                "`a   b` | a b",
                "# Cause | Cause",
                "1 < 2 &amp; 3 | 1 < 2 & 3",
                "<b>bold</b> | bold",
                "![a picture](https://e.com/x.png) | a picture"
            })
    void asPlainText(String source, String expected) {
        assertEquals(expected, Markdown.toPlainText(source));
    }

    @Test
    void plainTextKeepsItemsAndCollapsesEmptyLines() {
        assertEquals(
                "Back:\n\n- phones\n- PC\n\nSorry.", Markdown.toPlainText("Back:\n\n\n\n- phones\n- PC\n\n\nSorry.  "));
    }

    @Test
    void marksThatTurnTheDirectionAndControlsAreTakenOut() {
        assertEquals("abcd", Markdown.clean("a\u202Eb\u0000c\u2066d\uD800"));
        assertEquals("👨‍👩‍👧 한국어", Markdown.clean("👨‍👩‍👧 한국어"));
        assertFalse(html("x\u202Egnp.exe").contains("\u202E"));
    }

    static Stream<String> bombs() {
        return Stream.of(
                "[".repeat(LONGEST),
                "![".repeat(LONGEST / 2),
                "[a](".repeat(LONGEST / 4),
                "> ".repeat(LONGEST / 2) + "x",
                ">".repeat(LONGEST),
                "- ".repeat(LONGEST / 2) + "x",
                "* a\n".repeat(LONGEST / 4),
                IntStream.range(0, 200)
                        .mapToObj(depth -> " ".repeat(depth * 2) + "- x\n")
                        .reduce("", String::concat),
                "*a **b ".repeat(LONGEST / 7),
                "*a ".repeat(LONGEST / 6) + "a*".repeat(LONGEST / 6),
                "_*".repeat(LONGEST / 2),
                "`".repeat(LONGEST),
                IntStream.range(1, 220).mapToObj("`a"::repeat).reduce("", String::concat),
                "[a]: /b\n".repeat(LONGEST / 8) + "[a]",
                IntStream.range(0, 2000).mapToObj(i -> "[a" + i + "]: /b\n").reduce("", String::concat),
                "[a]: " + "[".repeat(LONGEST),
                "<".repeat(LONGEST),
                "<a ".repeat(LONGEST / 3),
                "<b>".repeat(LONGEST / 3),
                "<!--".repeat(LONGEST / 4),
                "<a b='".repeat(LONGEST / 6),
                "&".repeat(LONGEST),
                "https://".repeat(LONGEST / 8),
                "https://" + ".".repeat(LONGEST),
                " ".repeat(LONGEST) + "x",
                "a\n".repeat(LONGEST / 2),
                " \n".repeat(LONGEST / 2) + "x",
                "#".repeat(LONGEST),
                "\\".repeat(LONGEST),
                "<a@b.c>".repeat(LONGEST / 7));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void hostileTextCostsBoundedTime(String bomb) {
        var html = assertTimeoutPreemptively(GUARD, () -> Markdown.toHtml(bomb));
        var plain = assertTimeoutPreemptively(GUARD, () -> Markdown.toPlainText(bomb));
        assertTrue(html.value().length() < 40 * LONGEST && plain.length() < 10 * LONGEST);
    }

    private static String html(String markdown) {
        return Markdown.toHtml(markdown).value();
    }
}
