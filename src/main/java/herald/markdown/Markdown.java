package herald.markdown;

import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Staff's Markdown (CommonMark; a line break is a line break) as sanitised HTML or as plain text. Hostile input costs
 * bounded time: blocks and inlines that nest deeper than people write are shown as typed.
 */
public final class Markdown {
    private static final int DEEPEST_BLOCKS = 24;
    private static final int DEEPEST_INLINES = 24;
    private static final int DEEPEST_TREE = 64;

    // Everything below space but tab and line feed; DEL and C1; marks that turn the direction of the words around them;
    // BOM.
    private static final Pattern UNSEEN =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\p{Cs}]");

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Tidying.BLOCKS)
            .maxOpenBlockParsers(DEEPEST_BLOCKS)
            .maxInlineNesting(DEEPEST_INLINES)
            .build();

    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .softbreak("<br />\n")
            .percentEncodeUrls(true)
            .nodeRendererFactory(context -> (NodeRenderer) new TypedHtml(context))
            .build();

    private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "strong",
                    "b",
                    "em",
                    "i",
                    "a",
                    "ul",
                    "ol",
                    "li",
                    "code",
                    "pre",
                    "blockquote",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "del",
                    "hr")
            .allowAttributes("href")
            .onElements("a")
            .allowUrlProtocols("http", "https", "mailto")
            .requireRelsOnLinks("nofollow", "noopener", "ugc")
            .toFactory();

    private Markdown() {}

    /** {@code source} as HTML that is safe to print; what is not allowed is left out or shown as typed. */
    public static Html toHtml(String source) {
        var clean = clean(source);
        var tree = Tidying.tidy(PARSER.parse(clean));
        return new Html(
                tooDeep(tree)
                        ? asTyped(clean)
                        : ALLOWED.sanitize(HTML.render(tree)).strip());
    }

    /** {@code source} as people read it without markup: links as "text (address)", items with "- ", at most one empty line. */
    public static String toPlainText(String source) {
        var clean = clean(source);
        var tree = Tidying.tidy(PARSER.parse(clean));
        return tooDeep(tree) ? clean.strip() : PlainText.of(tree);
    }

    /** {@code text} without control characters, direction overrides and halves of characters; for names and titles too. */
    public static String clean(String text) {
        var lines = text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u2028', '\n')
                .replace('\u2029', '\n');
        return UNSEEN.matcher(lines).replaceAll("");
    }

    /** {@code text}; where it is longer than {@code most} characters, those but one and "…". */
    public static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static String asTyped(String text) {
        return "<p>"
                + ALLOWED.sanitize(text.replace("&", "&amp;").replace("<", "&lt;"))
                        .replace("\n", "<br />\n") + "</p>";
    }

    /** Walks without recursion: thousands of nested emphases would exhaust the stack of any visitor. */
    private static boolean tooDeep(Node root) {
        var depth = 0;
        for (var node = root; node != null; ) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                if (++depth > DEEPEST_TREE) {
                    return true;
                }
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
        return false;
    }
}
