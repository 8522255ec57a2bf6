package herald.theme;

import freemarker.cache.TemplateLoader;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.regex.Pattern;

/** Hands a theme's templates to Freemarker, save those with words that would undo the escaping. */
final class TemplateFiles implements TemplateLoader {
    // A theme prints only what was escaped or sanitised; these built-ins and settings would print data as it is.
    private static final Pattern UNESCAPED = Pattern.compile(
            "no_?esc|no_?auto_?esc|auto_?esc\\s*=|output_?format|\\?\\s*interpret|\\?\\s*eval",
            Pattern.CASE_INSENSITIVE);

    private record Source(String name, String text) {}

    private final ThemeFiles files;

    TemplateFiles(ThemeFiles files) {
        this.files = files;
    }

    @Override
    public @Nullable Object findTemplateSource(String name) {
        return files.text(name).map(text -> new Source(name, text)).orElse(null);
    }

    @Override
    public long getLastModified(Object source) {
        return 0;
    }

    @Override
    public Reader getReader(Object source, String encoding) throws IOException {
        var template = (Source) source;
        var unescaped = UNESCAPED.matcher(template.text());
        if (unescaped.find()) {
            var line = (int)
                    template.text().substring(0, unescaped.start()).lines().count();
            throw new ThemeException(
                    template.name(), line, "«" + unescaped.group() + "» is not allowed in a theme", null);
        }
        return new StringReader(template.text());
    }

    @Override
    public void closeTemplateSource(Object source) {
        // Read whole; nothing is open.
    }
}
