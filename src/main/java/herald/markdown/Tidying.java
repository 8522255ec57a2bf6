package herald.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** What we do to a parsed text before it is shown: page headings outrank its own, addresses become links, images words. */
final class Tidying {
    /** Without HTML blocks, which swallow Markdown, and indented code, which staff's pasted lines become by accident. */
    static final Set<Class<? extends Block>> BLOCKS =
            Set.of(Heading.class, FencedCodeBlock.class, ThematicBreak.class, ListBlock.class, BlockQuote.class);

    private static final int HIGHEST_HEADING = 3;
    private static final Pattern BREAK = Pattern.compile("<br\\s*/?>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'`]*[^\\s<>\"'`.,;:!?)\\]}。、」』）]");

    private Tidying() {}

    static Node tidy(Node root) {
        for (var node : nodesOf(root)) {
            switch (node) {
                case Heading heading -> heading.setLevel(Math.max(HIGHEST_HEADING, heading.getLevel()));
                case HtmlInline html
                when BREAK.matcher(html.getLiteral()).matches() -> replace(html, new HardLineBreak());
                case Image image -> unwrap(image);
                case Text text when !isLinked(text) -> link(text);
                default -> {}
            }
        }
        return root;
    }

    private static List<Node> nodesOf(Node root) {
        var nodes = new ArrayList<Node>();
        for (var node = root; node != null; ) {
            nodes.add(node);
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
            }
            node = node == null ? null : node.getNext();
        }
        return nodes;
    }

    private static void replace(Node old, Node replacement) {
        old.insertBefore(replacement);
        old.unlink();
    }

    private static void unwrap(Node node) {
        for (var child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
            node.insertBefore(child);
        }
        node.unlink();
    }

    private static boolean isLinked(Node node) {
        var ancestor = node.getParent();
        while (ancestor != null && !(ancestor instanceof Link)) {
            ancestor = ancestor.getParent();
        }
        return ancestor != null;
    }

    private static void link(Text text) {
        var literal = text.getLiteral();
        var matcher = ADDRESS.matcher(literal);
        var end = 0;
        while (matcher.find()) {
            text.insertBefore(new Text(literal.substring(end, matcher.start())));
            var link = new Link(matcher.group(), null);
            link.appendChild(new Text(matcher.group()));
            text.insertBefore(link);
            end = matcher.end();
        }
        text.setLiteral(literal.substring(end));
    }
}
