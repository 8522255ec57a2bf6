package herald.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Writes a tree as the words in it. */
final class PlainText extends AbstractVisitor {
    private final StringBuilder words = new StringBuilder();

    private PlainText() {}

    static String of(Node tree) {
        var writer = new PlainText();
        tree.accept(writer);
        return writer.words
                .toString()
                .replaceAll("[ \\t\\u00A0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        words.append(paragraph.getParent() instanceof ListItem ? "\n" : "\n\n");
    }

    @Override
    public void visit(Heading heading) {
        visitChildren(heading);
        words.append("\n\n");
    }

    @Override
    public void visit(BlockQuote quote) {
        visitChildren(quote);
        words.append("\n\n");
    }

    @Override
    public void visit(BulletList list) {
        visitChildren(list);
        words.append('\n');
    }

    @Override
    public void visit(OrderedList list) {
        visitChildren(list);
        words.append('\n');
    }

    @Override
    public void visit(ListItem item) {
        words.append("- ");
        visitChildren(item);
    }

    @Override
    public void visit(Link link) {
        var start = words.length();
        visitChildren(link);
        var address = link.getDestination().startsWith("mailto:")
                ? link.getDestination().substring("mailto:".length())
                : link.getDestination();
        if (words.length() == start) {
            words.append(address);
        } else if (!words.substring(start).equals(address)) {
            words.append(" (").append(address).append(')');
        }
    }

    @Override
    public void visit(Text text) {
        words.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        words.append(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock code) {
        words.append(code.getLiteral()).append('\n');
    }

    @Override
    public void visit(HtmlInline html) {
        if (!TypedHtml.isKnown(html.getLiteral())) {
            words.append(html.getLiteral());
        }
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        words.append('\n');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        words.append('\n');
    }
}
