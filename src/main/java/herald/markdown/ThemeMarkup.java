package herald.markdown;

import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What a theme's own templates may make of markup in a variable: the elements of text, never what runs or loads anything. */
public final class ThemeMarkup {

    private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
            .allowElements(
                    "a",
                    "abbr",
                    "article",
                    "aside",
                    "b",
                    "bdi",
                    "blockquote",
                    "br",
                    "caption",
                    "code",
                    "dd",
                    "del",
                    "details",
                    "dfn",
                    "div",
                    "dl",
                    "dt",
                    "em",
                    "footer",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "header",
                    "hr",
                    "i",
                    "ins",
                    "kbd",
                    "li",
                    "main",
                    "mark",
                    "nav",
                    "ol",
                    "p",
                    "pre",
                    "q",
                    "s",
                    "samp",
                    "section",
                    "small",
                    "span",
                    "strong",
                    "sub",
                    "summary",
                    "sup",
                    "table",
                    "tbody",
                    "td",
                    "tfoot",
                    "th",
                    "thead",
                    "time",
                    "tr",
                    "u",
                    "ul",
                    "var",
                    "wbr")
            .allowWithoutAttributes("a", "span")
            .allowAttributes("class", "dir", "hidden", "id", "lang", "role", "title")
            .globally()
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("datetime")
            .onElements("del", "ins", "time")
            .allowAttributes("colspan", "rowspan", "scope")
            .onElements("td", "th")
            .allowAttributes("open")
            .onElements("details")
            .allowUrlProtocols("http", "https", "mailto")
            .toFactory();

    private ThemeMarkup() {}

    /** {@code markup} without everything that is not plain text markup: scripts, styles, frames, forms, handlers, other addresses. */
    public static String sanitised(String markup) {
        return ALLOWED.sanitize(markup);
    }
}
