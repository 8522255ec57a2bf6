package herald.theme;

import freemarker.core.MarkupOutputFormat;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.StringUtil;
import herald.markdown.ThemeMarkup;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.Writer;

/**
 * HTML as templates print it: text is escaped, and what a template itself declares to be markup, a captured block or one that was
 * not to be escaped, goes through the sanitiser first. Only {@link #trusted} markup, of our own making, is printed as it is.
 */
final class SafeHtml extends MarkupOutputFormat<SafeHtml.Markup> {

    static final SafeHtml INSTANCE = new SafeHtml();

    private SafeHtml() {}

    /** @param source the text this was escaped from; null when it is markup */
    record Markup(@Nullable String source, String html) implements freemarker.core.TemplateMarkupOutputModel<Markup> {
        @Override
        public MarkupOutputFormat<Markup> getOutputFormat() {
            return INSTANCE;
        }
    }

    /** @param html from our own sanitiser, or rendered before */
    static Markup trusted(String html) {
        return new Markup(null, html);
    }

    /** Replaces Freemarker's own format of this name. */
    @Override
    public String getName() {
        return "HTML";
    }

    @Override
    public String getMimeType() {
        return "text/html";
    }

    @Override
    public boolean isOutputFormatMixingAllowed() {
        return false;
    }

    @Override
    public Markup fromPlainTextByEscaping(String text) {
        return new Markup(text, escapePlainText(text));
    }

    @Override
    public Markup fromMarkup(String markup) {
        return new Markup(null, ThemeMarkup.sanitised(markup));
    }

    @Override
    public void output(Markup markup, Writer out) throws IOException {
        out.write(markup.html());
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        StringUtil.XHTMLEnc(text, out);
    }

    @Override
    public @Nullable String getSourcePlainText(Markup markup) {
        return markup.source();
    }

    @Override
    public String getMarkupString(Markup markup) {
        return markup.html();
    }

    @Override
    public Markup concat(Markup first, Markup second) {
        var bothPlain = first.source() != null && second.source() != null;
        return new Markup(bothPlain ? first.source() + second.source() : null, first.html() + second.html());
    }

    @Override
    public String escapePlainText(String text) {
        return StringUtil.XHTMLEnc(text);
    }

    @Override
    public boolean isEmpty(Markup markup) {
        return markup.html().isEmpty();
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) throws TemplateModelException {
        return builtIn.equals("html") || builtIn.equals("xml") || builtIn.equals("xhtml");
    }

    @Override
    public boolean isAutoEscapedByDefault() {
        return true;
    }
}
