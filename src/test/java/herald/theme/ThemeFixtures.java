package herald.theme;

import herald.markdown.Html;
import herald.markdown.Markdown;

/** The samples in the default theme's looks, as files that stand beside a folder {@code assets}. */
public final class ThemeFixtures extends Samples {
    static final ThemeRenderer RENDERER = new ThemeRenderer(new ThemeSettings(null));

    public ThemeFixtures(String language) {
        super(RENDERER.theme("default"), language, "assets/");
    }

    static Html html(String markdown) {
        return Markdown.toHtml(markdown);
    }
}
