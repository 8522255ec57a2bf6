package herald.theme;

import herald.theme.Colour.Oklch;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A theme's colours and measures as {@code theme.properties} give them: {@code light.ground=#f5f5f1}, {@code dark.ground=…},
 * {@code radius=14px}, {@code font=…}. What a theme gives wins over its parents, and takes with it what was made from theirs: a theme
 * with a {@code light.brand} and no {@code dark.brand} has a dark brand made from its own light one. What nobody gives is made in
 * OKLCH, so that it is readable whatever the hue.
 */
final class Tokens {
    static final String FILE = "theme.properties";

    /** What a theme may give for the light and for the dark. */
    static final List<String> COLOURS =
            List.of("ground", "surface", "ink", "muted", "line", "brand", "good", "warn", "bad", "info");

    /** Each has a {@code -deep}, which fills areas, and an {@code -over}, the words on it. */
    static final List<String> TONES = List.of("brand", "good", "warn", "bad", "info");

    private static final String DEEP = "-deep";
    private static final String OVER = "-over";
    private static final Pattern LENGTH = Pattern.compile("0|\\d{0,3}(\\.\\d{1,4})?(?<=\\d)(px|rem|em)");
    private static final Pattern FONTS = Pattern.compile("[\\p{L}\\p{N} ,\"'_.-]{1,400}");
    private static final Pattern FONT_KEY = Pattern.compile("font(\\.[a-z]{2,3})?");
    private static final double READABLE = 4.5;

    /** When a colour is meant to be seen. */
    enum Scheme {
        LIGHT("light"),
        DARK("dark");

        final String word;

        Scheme(String word) {
            this.word = word;
        }

        String key(String name) {
            return word + "." + name;
        }
    }

    private final Map<Scheme, Map<String, Colour>> colours = new EnumMap<>(Scheme.class);
    private final Map<String, String> measures = new TreeMap<>();
    private final List<Pair> pairs = new ArrayList<>();

    private Tokens() {}

    /**
     * Throws {@link ThemeException}, with the line, for a value that is none.
     *
     * @param settings the {@code theme.properties} along the line of parents, the farthest first
     */
    static Tokens of(List<String> settings) {
        var tokens = new Tokens();
        for (var scheme : Scheme.values()) {
            tokens.colours.put(scheme, new LinkedHashMap<>());
        }
        settings.forEach(tokens::add);
        tokens.fill();
        return tokens;
    }

    /** @param name one of {@link #COLOURS}, or one of {@link #TONES} with {@code -deep} or {@code -over} */
    Colour colour(Scheme scheme, String name) {
        var colour = colours.get(scheme).get(name);
        if (colour == null) {
            throw new IllegalArgumentException("there is no token " + name);
        }
        return colour;
    }

    /** What the theme's own style sheets put on each other besides what the default theme's do. */
    List<Pair> pairs() {
        return List.copyOf(pairs);
    }

    /** All of them as custom properties: {@code --ground}, {@code --good-deep}, {@code --radius}, {@code --font}. */
    String css() {
        var css = new StringBuilder("@layer tokens{:root{color-scheme:light dark;");
        append(css, colours.get(Scheme.LIGHT));
        measures.forEach((key, value) -> {
            if (!key.startsWith("font.")) {
                css.append("--").append(key).append(':').append(value).append(';');
            }
        });
        css.append('}');
        measures.forEach((key, value) -> {
            if (key.startsWith("font.")) {
                css.append(":root:lang(")
                        .append(key.substring(5))
                        .append("){--font:")
                        .append(value)
                        .append('}');
            }
        });
        css.append("@media screen and (prefers-color-scheme:dark){:root{");
        append(css, colours.get(Scheme.DARK));
        css.append("}}@media print{:root{color-scheme:light;");
        append(css, onWhitePaper());
        return css.append("}}}\n").toString();
    }

    private Map<String, Colour> onWhitePaper() {
        var paper = new LinkedHashMap<String, Colour>();
        paper.put("ground", Colour.WHITE);
        paper.put("surface", Colour.WHITE);
        paper.put("ink", Colour.BLACK);
        paper.put("muted", new Colour(0x444444));
        paper.put("line", new Colour(0xbbbbbb));
        for (var tone : TONES) {
            var light = colour(Scheme.LIGHT, tone);
            light.nearest(READABLE, Colour.WHITE::contrast)
                    .filter(readable -> !readable.equals(light))
                    .ifPresent(readable -> paper.put(tone, readable));
        }
        return paper;
    }

    private static void append(StringBuilder css, Map<String, Colour> colours) {
        colours.forEach((name, colour) ->
                css.append("--").append(name).append(':').append(colour.css()).append(';'));
    }

    private void add(String text) {
        var own = parsed(text);
        for (var name : COLOURS) {
            for (var scheme : Scheme.values()) {
                if (own.containsKey(scheme.key(name))) {
                    forget(scheme, name);
                }
            }
            if (own.containsKey(Scheme.LIGHT.key(name)) && !own.containsKey(Scheme.DARK.key(name))) {
                forget(Scheme.DARK, name);
            }
        }
        for (var key : own.stringPropertyNames()) {
            var value = own.getProperty(key).strip();
            if (key.startsWith("light.") || key.startsWith("dark.")) {
                addColour(text, key, value);
            } else if (key.equals("radius") || key.equals("gap")) {
                measures.put(key, checked(LENGTH, text, key, value, "is no length such as 14px or 1.25rem"));
            } else if (key.startsWith("font")) {
                checked(FONT_KEY, text, key, key, "is no token; fonts are font, font.ko, font.ja, …");
                measures.put(key, checked(FONTS, text, key, value, "is no list of font names"));
            } else if (key.startsWith("pair.")) {
                pairs.add(Pair.parse(value)
                        .orElseThrow(() -> wrong(
                                text,
                                key,
                                "«" + value + "» does not read like «brand on ground, text,"
                                        + " links» with tokens there are")));
            }
        }
    }

    private void addColour(String text, String key, String value) {
        var scheme = key.startsWith(Scheme.LIGHT.word) ? Scheme.LIGHT : Scheme.DARK;
        var name = key.substring(key.indexOf('.') + 1);
        if (!isToken(name)) {
            throw wrong(
                    text,
                    key,
                    "there is no token «" + name + "»; there are " + String.join(", ", COLOURS) + ", and for "
                            + String.join(", ", TONES) + " also -deep and -over");
        }
        var colour =
                Colour.parse(value).orElseThrow(() -> wrong(text, key, "«" + value + "» is no colour; write #rrggbb"));
        colours.get(scheme).put(name, colour);
    }

    static boolean isToken(String name) {
        return COLOURS.contains(name)
                || TONES.stream().anyMatch(tone -> name.equals(tone + DEEP) || name.equals(tone + OVER));
    }

    private void forget(Scheme scheme, String name) {
        colours.get(scheme).keySet().removeAll(List.of(name, name + DEEP, name + OVER));
    }

    private static String checked(Pattern pattern, String text, String key, String value, String reason) {
        if (!pattern.matcher(value).matches()) {
            throw wrong(text, key, "«" + value + "» " + reason);
        }
        return value;
    }

    // ── What nobody gave.

    private void fill() {
        var light = colours.get(Scheme.LIGHT);
        var missing = COLOURS.stream().filter(name -> !light.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new ThemeException(FILE, 0, "no light." + String.join(", light.", missing), null);
        }
        boolean isDark = light.get("ground").oklch().lightness() < 0.5;
        var dark = colours.get(Scheme.DARK);
        for (var name : COLOURS) {
            if (!dark.containsKey(name)) {
                dark.put(name, isDark ? light.get(name) : darkened(name, light, dark));
            }
        }
        for (var scheme : Scheme.values()) {
            TONES.forEach(tone -> fill(colours.get(scheme), tone));
        }
        // In one order, so that the same tokens are the same bytes.
        for (var scheme : Scheme.values()) {
            colours.put(scheme, new TreeMap<>(colours.get(scheme)));
        }
    }

    /** @param dark with its surface, when {@code name} is of what stands on it */
    private static Colour darkened(String name, Map<String, Colour> light, Map<String, Colour> dark) {
        var own = light.get(name);
        var seen = own.oklch();
        return switch (name) {
            case "ground" -> grey(seen, 0.19, 0.012);
            case "surface" -> own.equals(light.get("ground")) ? dark.get("ground") : grey(seen, 0.235, 0.012);
            case "ink" -> grey(seen, 0.94, 0.01);
            case "muted" -> grey(seen, 0.74, 0.02);
            case "line" -> grey(seen, 0.34, 0.015);
            default -> {
                var bright =
                        new Oklch(Math.max(seen.lightness(), 0.78), Math.min(seen.chroma(), 0.15), seen.hue()).colour();
                var surface = dark.get("surface");
                yield bright.nearest(READABLE, surface::contrast).orElse(bright);
            }
        };
    }

    private static Colour grey(Oklch seen, double lightness, double most) {
        return new Oklch(lightness, Math.min(seen.chroma(), most), seen.hue()).colour();
    }

    private static void fill(Map<String, Colour> colours, String tone) {
        var seen = colours.get(tone).oklch();
        boolean isNight = colours.get("ground").oklch().lightness() < 0.5;
        var deep = colours.computeIfAbsent(
                tone + DEEP,
                _ -> isNight ? new Oklch(0.36, Math.min(seen.chroma(), 0.09), seen.hue()).colour() : colours.get(tone));
        colours.computeIfAbsent(tone + OVER, _ -> over(deep));
    }

    /** White where it can be read, else a very dark tone of the same hue. */
    private static Colour over(Colour deep) {
        var seen = deep.oklch();
        var night = grey(seen, 0.18, 0.04);
        if (deep.contrast(Colour.WHITE) >= READABLE) {
            return Colour.WHITE;
        }
        return night.contrast(deep) >= READABLE ? night : Colour.BLACK;
    }

    // ── Where things stand in the file.

    private static Properties parsed(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new ThemeException(FILE, 0, "cannot be read: " + e.getMessage(), e);
        }
        return properties;
    }

    private static ThemeException wrong(String text, String key, String reason) {
        var lines = text.lines().toList();
        var start = Pattern.compile("\\s*" + Pattern.quote(key) + "\\s*[=:\\s].*");
        int line = 0;
        for (int i = 0; i < lines.size(); i++) {
            // The last one is the one that counts.
            line = start.matcher(lines.get(i)).matches() ? i + 1 : line;
        }
        return new ThemeException(FILE, line, key + ": " + reason, null);
    }
}
