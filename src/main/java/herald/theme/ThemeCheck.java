package herald.theme;

import herald.theme.Tokens.Scheme;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether a theme can be read: WCAG 2's contrast of every colour its style sheets put on another, in the light and the dark. The pairs
 * are those of the default theme's style sheets and those the theme names itself ({@code pair.links=brand on ground, text, links}).
 */
public final class ThemeCheck {

    private ThemeCheck() {}

    /**
     * Two colours that cannot be told apart well enough.
     *
     * @param scheme {@code light} or {@code dark}
     * @param front the token in front, {@code muted}; or so much of it in another one, {@code good 80% surface}
     * @param frontColour {@code #rrggbb}
     * @param back the token behind
     * @param where all places it is seen in, in a reader's words
     * @param ratio what it is, 1 to 21, rounded down to hundredths
     * @param bar what it must be: 4.5 for words, 3 for shapes
     * @param nearest the colour for the token in front that reaches the bar with the smallest change of lightness, its hue and chroma
     *     held; null when there is none because the colour behind stands in between
     */
    public record Finding(
            String scheme,
            String front,
            String frontColour,
            String back,
            String backColour,
            String where,
            double ratio,
            double bar,
            @Nullable String nearest) {

        /** All of it in a sentence. */
        public String text() {
            var found = String.format(
                    Locale.ROOT,
                    "%s: %s %s on %s %s (%s) has a contrast of %.2f:1 and needs %.1f:1",
                    scheme,
                    front,
                    frontColour,
                    back,
                    backColour,
                    where,
                    ratio,
                    bar);
            return nearest == null
                    ? found + "; no lightness of it reaches that"
                    : found + "; the nearest readable colour is " + scheme + "." + front.split(" ", 2)[0] + "="
                            + nearest;
        }
    }

    /** What cannot be read, the worst first; empty for a theme that is well. Throws {@link ThemeException} for a bad token. */
    public static List<Finding> of(ThemeFiles files) {
        return of(Assets.tokens(files));
    }

    static List<Finding> of(Tokens tokens) {
        var found = new LinkedHashMap<List<Object>, Finding>();
        for (var scheme : Scheme.values()) {
            Stream.concat(Pair.all().stream(), tokens.pairs().stream())
                    .map(pair -> finding(tokens, scheme, pair))
                    .filter(finding -> finding.ratio() < finding.bar())
                    .forEach(finding -> found.merge(
                            List.of(finding.scheme(), finding.front(), finding.back(), finding.bar()),
                            finding,
                            ThemeCheck::both));
        }
        var worst = new ArrayList<>(found.values());
        worst.sort((a, b) -> Double.compare(a.ratio() / a.bar(), b.ratio() / b.bar()));
        return List.copyOf(worst);
    }

    private static Finding finding(Tokens tokens, Scheme scheme, Pair pair) {
        var front = pair.front().colour(name -> tokens.colour(scheme, name));
        var back = pair.back().colour(name -> tokens.colour(scheme, name));
        double ratio = Math.floor(front.contrast(back) * 100) / 100;
        var token = pair.front().token();
        var nearest = tokens.colour(scheme, token)
                .nearest(
                        pair.bar(),
                        candidate -> pair.front()
                                .colour(name -> name.equals(token) ? candidate : tokens.colour(scheme, name))
                                .contrast(back));
        return new Finding(
                scheme.word,
                pair.front().toString(),
                front.hex(),
                pair.back().toString(),
                back.hex(),
                pair.where(),
                ratio,
                pair.bar(),
                nearest.map(Colour::hex).orElse(null));
    }

    private static Finding both(Finding one, Finding other) {
        return new Finding(
                one.scheme(),
                one.front(),
                one.frontColour(),
                one.back(),
                one.backColour(),
                one.where() + "; " + other.where(),
                one.ratio(),
                one.bar(),
                one.nearest());
    }
}
