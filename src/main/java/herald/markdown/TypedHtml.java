package herald.markdown;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/**
 * HTML somebody typed. Tags that imported updates are full of go on to the sanitiser; any other is shown as it was typed,
 * so that "{@code if x <y and z>}" keeps its words.
 */
final class TypedHtml implements NodeRenderer {
    private static final Pattern KNOWN = Pattern.compile(
            "</?(p|br|strong|b|em|i|a|ul|ol|li|code|pre|blockquote|del|small)(\\s[^<]*)?/?>", Pattern.CASE_INSENSITIVE);

    private final HtmlNodeRendererContext context;

    TypedHtml(HtmlNodeRendererContext context) {
        this.context = context;
    }

    static boolean isKnown(String tag) {
        return KNOWN.matcher(tag).matches();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(HtmlInline.class);
    }

    @Override
    public void render(Node node) {
        var literal = ((HtmlInline) node).getLiteral();
        if (isKnown(literal)) {
            context.getWriter().raw(literal);
        } else {
            context.getWriter().text(literal);
        }
    }
}
