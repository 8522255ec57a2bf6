package herald.appearance;

import herald.page.InvalidException;
import herald.page.Page;
import herald.theme.upload.ThemeName;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a page changes of its theme without files of its own: a theme on top of a theme, made by Herald. So it is checked, published and
 * taken back as any other.
 *
 * @param theme that it is put on top of: {@code ledger}, {@code ocean@3}
 * @param accent {@code #0b5c7a}, the brand's colour; empty for the theme's own
 * @param css rules behind the theme's own; empty for none
 * @param logoFile {@code logo.svg}, {@code logo.png} or {@code logo.webp}; null for the theme's own logo
 * @param logo its bytes; nothing without a file
 */
public record PageSettings(
        String theme, String accent, String css, @Nullable String logoFile, byte[] logo) {

    private static final String SETTINGS = "theme.properties";
    private static final String SHEET = "page-settings.css";
    private static final String ASSETS = "assets/";
    private static final List<String> LOGOS = List.of("logo.svg", "logo.png", "logo.webp");
    private static final Pattern COLOUR = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final int LONGEST_CSS = 20_000;

    /** No upload's name has two hyphens in a row. */
    private static final String PREFIX = "page--";

    /** A page that wears {@code theme} as it is. */
    static PageSettings none(String theme) {
        return new PageSettings(theme, "", "", null, new byte[0]);
    }

    /** The name of these themes of {@code page}. */
    static String name(Page page) {
        return PREFIX + page.code();
    }

    /** Whether {@code theme} is one that Herald made of a page's settings. */
    static boolean areIn(String theme) {
        return theme.startsWith(PREFIX);
    }

    /** What {@link #files} wrote. */
    static PageSettings of(Map<String, byte[]> files) {
        var logo =
                LOGOS.stream().filter(name -> files.containsKey(ASSETS + name)).findFirst();
        return new PageSettings(
                ThemeName.setting(files, "parent"),
                ThemeName.setting(files, "light.brand"),
                Optional.ofNullable(files.get(ASSETS + SHEET))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse(""),
                logo.orElse(null),
                logo.map(name -> files.get(ASSETS + name)).orElse(new byte[0]));
    }

    /** @throws InvalidException when one cannot be written down */
    void refuseUnwritable() {
        if (!accent.isEmpty() && !COLOUR.matcher(accent).matches()) {
            throw new InvalidException(List.of("page.accent: '" + accent + "' is not a colour; write it as #0b5c7a."));
        }
        if (css.length() > LONGEST_CSS) {
            throw new InvalidException(List.of("page.css: at most " + LONGEST_CSS
                    + " characters; what is longer belongs into a theme of your own."));
        }
        if (logoFile != null && !LOGOS.contains(logoFile)) {
            throw new InvalidException(List.of("page.logo: give an SVG, PNG or WebP file."));
        }
    }

    boolean isEmpty() {
        return accent.isEmpty() && css.isBlank() && logoFile == null;
    }

    PageSettings on(String other) {
        return new PageSettings(other, accent, css, logoFile, logo);
    }

    /**
     * The theme that they are.
     *
     * @param title of the theme below
     * @param sheets what the style sheet of the theme below is put together from
     */
    Map<String, byte[]> files(String title, String sheets) {
        var settings = new StringBuilder()
                .append("name=")
                .append(title.replaceAll("[\\\\\\p{Cntrl}]", " "))
                .append(" + this page's settings\nparent=")
                .append(theme)
                .append('\n');
        var files = new TreeMap<String, byte[]>();
        if (!accent.isEmpty()) {
            settings.append("light.brand=").append(accent).append('\n');
            // Whatever a theme does with it, it is seen on these, in the light and in the dark.
            settings.append("pair.accent=brand on ground, graphics, the accent colour\n");
            settings.append("pair.accent-card=brand on surface, graphics, the accent colour\n");
        }
        if (!css.isBlank()) {
            settings.append("bundle.page.css=")
                    .append(sheets.strip().replaceAll("[\\s\\\\]+", " "))
                    .append(' ')
                    .append(SHEET)
                    .append('\n');
            files.put(ASSETS + SHEET, css.getBytes(StandardCharsets.UTF_8));
        }
        if (logoFile != null) {
            files.put(ASSETS + logoFile, logo);
        }
        files.put(SETTINGS, settings.toString().getBytes(StandardCharsets.UTF_8));
        return files;
    }
}
