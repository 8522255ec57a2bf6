package herald.appearance;

import herald.markdown.Markdown;
import herald.page.InvalidException;
import herald.page.Page;
import herald.theme.upload.ThemeName;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a page changes of its theme without files of its own: a theme on top of a theme, made by Herald. So it is checked, published and
 * taken back as any other.
 *
 * @param theme that it is put on top of: {@code ledger}, {@code ocean@3}
 * @param accent {@code #0b5c7a}, the brand's colour; empty for the theme's own
 * @param css rules behind the theme's own; empty for none
 * @param headers a line above the page, by language; plain text
 * @param footers what stands at its foot, by language; plain text
 * @param logoFile {@code logo.svg}, {@code logo.png} or {@code logo.webp}; null for the theme's own logo
 * @param logo its bytes; nothing without a file
 * @param icon an SVG that browsers show beside the title, with the state in its corner; nothing for the theme's own
 */
public record PageSettings(
        String theme,
        String accent,
        String css,
        Map<String, String> headers,
        Map<String, String> footers,
        @Nullable String logoFile,
        byte[] logo,
        byte[] icon) {

    private static final String SETTINGS = "theme.properties";
    private static final String SHEET = "page-settings.css";
    private static final String ASSETS = "assets/";
    private static final List<String> LOGOS = List.of("logo.svg", "logo.png", "logo.webp");
    private static final Pattern COLOUR = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final String ICON = "icon.svg";
    private static final Pattern ROOT = Pattern.compile("<svg\\b[^>]*>");
    private static final Pattern PLACE = Pattern.compile("\\s(x|y|width|height)\\s*=\\s*(\"[^\"]*\"|'[^']*')");
    private static final int LONGEST_CSS = 20_000;
    private static final int LONGEST_TEXT = 500;
    private static final String HEADER = "page.header";
    private static final String FOOTER = "page.footer";
    private static final Pattern WORDS = Pattern.compile("messages_([A-Za-z0-9-]+)\\.properties");

    /** No upload's name has two hyphens in a row. */
    private static final String PREFIX = "page--";

    /** A page that wears {@code theme} as it is. */
    static PageSettings none(String theme) {
        return new PageSettings(theme, "", "", Map.of(), Map.of(), null, new byte[0], new byte[0]);
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
                texts(files, HEADER),
                texts(files, FOOTER),
                logo.orElse(null),
                logo.map(name -> files.get(ASSETS + name)).orElse(new byte[0]),
                files.getOrDefault(ASSETS + ICON, new byte[0]));
    }

    private static Map<String, String> texts(Map<String, byte[]> files, String key) {
        var texts = new TreeMap<String, String>();
        files.forEach((path, bytes) -> {
            var words = WORDS.matcher(path);
            if (words.matches()) {
                var text = ThemeName.value(bytes, key);
                if (!text.isEmpty()) {
                    texts.put(words.group(1), text);
                }
            }
        });
        return texts;
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
        var root = ROOT.matcher(new String(icon, StandardCharsets.UTF_8));
        if (icon.length > 0 && !(root.find() && root.group().contains("viewBox"))) {
            throw new InvalidException(List.of("page.icon: give an SVG file whose first element has a viewBox."));
        }
        headers.forEach((language, text) -> refuseUnwritable("page.header (" + language + ")", text));
        footers.forEach((language, text) -> refuseUnwritable("page.footer (" + language + ")", text));
    }

    private static void refuseUnwritable(String field, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidException(List.of(field + ": at most " + LONGEST_TEXT + " characters."));
        }
        if (text.matches("(?s).*[{}].*")) {
            throw new InvalidException(List.of(field + ": leave out { and }, which stand for other words in a theme."));
        }
    }

    boolean isEmpty() {
        return accent.isEmpty()
                && css.isBlank()
                && headers.isEmpty()
                && footers.isEmpty()
                && logoFile == null
                && icon.length == 0;
    }

    PageSettings on(String other) {
        return new PageSettings(other, accent, css, headers, footers, logoFile, logo, icon);
    }

    /**
     * The theme that they are.
     *
     * @param title of the theme below
     * @param sheets what the style sheet of the theme below is put together from
     * @param icons of the theme below, by the state they show
     */
    Map<String, byte[]> files(String title, String sheets, Map<String, String> icons) {
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
        if (icon.length > 0) {
            files.put(ASSETS + ICON, icon);
            icons.forEach((state, sign) -> files.put(ASSETS + "favicon-" + state + ".svg", withSign(sign)));
        }
        var languages = new TreeSet<>(headers.keySet());
        languages.addAll(footers.keySet());
        for (var language : languages) {
            var words = line(HEADER, headers.get(language)) + line(FOOTER, footers.get(language));
            files.put("messages_" + language + ".properties", words.getBytes(StandardCharsets.UTF_8));
        }
        files.put(SETTINGS, settings.toString().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** The icon, and in its corner what the theme below shows for a state. */
    private byte[] withSign(String sign) {
        var picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">"
                + placed(new String(icon, StandardCharsets.UTF_8), "width=\"48\" height=\"48\"")
                + placed(sign, "x=\"22\" y=\"22\" width=\"26\" height=\"26\"")
                + "</svg>";
        return picture.getBytes(StandardCharsets.UTF_8);
    }

    private static String placed(String picture, String place) {
        var root = ROOT.matcher(picture);
        if (!root.find()) {
            return "";
        }
        var opened = PLACE.matcher(root.group()).replaceAll("");
        return "<svg " + place + opened.substring("<svg".length())
                + picture.substring(root.end()).strip();
    }

    private static String line(String key, @Nullable String text) {
        return text == null
                ? ""
                : key + "=" + Markdown.clean(text).replace("\\", "\\\\").replace("\n", "\\n") + "\n";
    }
}
