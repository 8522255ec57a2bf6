package herald.publish;

import java.util.Locale;

/** {@code /badge.svg}: the page's state as a shape and a word, for other people's pages. */
final class Badge {

    static final String CONTENT_TYPE = "image/svg+xml";

    private static final int HEIGHT = 24;
    private static final int TEXT_AT = 28;
    private static final double FONT_SIZE = 12;

    /** @param name the page's */
    private record Inputs(String name, String language, String banner, String words) {}

    private Badge() {}

    static void add(Rendering rendering, Edition edition, String banner) {
        var words = edition.words().banner(banner).text();
        var inputs = new Inputs(edition.page().name(), edition.language(), banner, words);
        rendering.add(
                edition.at("/badge.svg"),
                inputs,
                () -> Document.of(CONTENT_TYPE, Caching.DATA, svg(inputs, Mark.of(banner))));
    }

    private static byte[] svg(Inputs badge, Mark mark) {
        double textWidth = width(badge.words());
        var width = number(TEXT_AT + textWidth + 8);
        var spoken = badge.name() + ": " + badge.words();
        return Xml.document(svg -> svg.open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "width",
                        width,
                        "height",
                        Integer.toString(HEIGHT),
                        "viewBox",
                        "0 0 " + width + " " + HEIGHT,
                        "role",
                        "img",
                        "aria-label",
                        spoken,
                        "xml:lang",
                        badge.language())
                .element("title", spoken)
                .empty("rect", "width", width, "height", Integer.toString(HEIGHT), "rx", "4", "fill", mark.colour())
                .open("g", "transform", "translate(5 4) scale(.66)")
                .empty("path", "d", Mark.svg(mark.ground()), "fill", "#fff")
                .empty(
                        "path",
                        "d",
                        Mark.svg(mark.sign()),
                        "fill",
                        "none",
                        "stroke",
                        mark.colour(),
                        "stroke-width",
                        number(Mark.LINE),
                        "stroke-linecap",
                        "round",
                        "stroke-linejoin",
                        "round")
                .close()
                .element(
                        "text",
                        badge.words(),
                        "x",
                        Integer.toString(TEXT_AT),
                        "y",
                        "16.5",
                        "fill",
                        "#fff",
                        "font-family",
                        "system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif",
                        "font-size",
                        number(FONT_SIZE),
                        "font-weight",
                        "600",
                        "textLength",
                        number(textWidth),
                        "lengthAdjust",
                        "spacingAndGlyphs")
                .close());
    }

    /** Near enough: whatever font it is shown in, the words are set to this width. */
    private static double width(String words) {
        return words.codePoints()
                        .mapToDouble(c -> c >= 0x1100 ? 1 : Character.isUpperCase(c) ? 0.68 : c == ' ' ? 0.3 : 0.56)
                        .sum()
                * FONT_SIZE;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
