package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One colour on another, as a style sheet puts them.
 *
 * @param isText words want 4.5:1, shapes and large letters 3:1 (WCAG 2, 1.4.3 and 1.4.11)
 * @param where in a reader's words
 */
record Pair(Paint front, Paint back, boolean isText, String where) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9% -]+) on ([a-z0-9% -]+), *(text|graphics), *(.{1,120})");

    /**
     * A token, or so much of it in another one.
     *
     * @param percent 1 to 100
     * @param under null when {@code percent} is 100
     */
    record Paint(String token, int percent, @Nullable String under) {
        private static final Pattern MIXED = Pattern.compile("([a-z-]+) (\\d{1,2})% ([a-z-]+)");

        static Optional<Paint> parse(String text) {
            var mixed = MIXED.matcher(text);
            var paint = mixed.matches()
                    ? new Paint(mixed.group(1), Integer.parseInt(mixed.group(2)), mixed.group(3))
                    : new Paint(text, 100, null);
            boolean isKnown = Tokens.isToken(paint.token) && (paint.under == null || Tokens.isToken(paint.under));
            return isKnown ? Optional.of(paint) : Optional.empty();
        }

        /** @param colour of a token */
        Colour colour(Function<String, Colour> colour) {
            var own = colour.apply(token);
            return under == null ? own : own.mixed(percent / 100.0, colour.apply(under));
        }

        @Override
        public String toString() {
            return under == null ? token : token + " " + percent + "% " + under;
        }
    }

    double bar() {
        return isText ? 4.5 : 3;
    }

    /** From {@code brand on ground, text, links}; {@code warn 12% surface} is a token mixed into another. */
    static Optional<Pair> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Paint.parse(form.group(1))
                .flatMap(front -> Paint.parse(form.group(2))
                        .map(back -> new Pair(front, back, form.group(3).equals("text"), form.group(4))));
    }

    /** All that the default theme's style sheets put on each other. */
    static List<Pair> all() {
        return DEFAULTS;
    }

    private static final List<Pair> DEFAULTS =
            """
            ink on ground, text, the page's words
            ink on surface, text, the words in cards
            muted on ground, text, times and notes
            muted on surface, text, times and notes in cards
            ground on ink, text, the strip that says the page is cut off
            ink on warn 12% surface, text, a promised update that is late
            brand-over on brand-deep, text, the head of pages without a state
            good-over on good-deep, text, the head while all is well
            warn-over on warn-deep, text, the head during an incident
            bad-over on bad-deep, text, the head during a major outage
            info-over on info-deep, text, the head during maintenance
            good on surface, text, a status in a card
            warn on surface, text, a status in a card
            bad on surface, text, a status in a card
            info on surface, text, a status in a card
            good on ground, text, a status among the past days
            warn on ground, text, a status among the past days
            bad on ground, text, a status among the past days
            info on ground, text, a status among the past days
            ink on good 14% surface, text, an update that has just come
            ink on warn 14% surface, text, an update that has just come
            ink on bad 14% surface, text, an update that has just come
            ink on info 14% surface, text, an update that has just come
            muted on good 7% surface, text, the time of the update a link leads to
            muted on warn 7% surface, text, the time of the update a link leads to
            muted on bad 7% surface, text, the time of the update a link leads to
            muted on info 7% surface, text, the time of the update a link leads to
            good 80% surface on surface, graphics, bars of good days
            muted 70% surface on surface, graphics, bars of days without data
            muted on ground, graphics, the clock of a promise
            info on ground, graphics, the ring around what has the focus
            info on surface, graphics, the ring around what has the focus in a card
            """.lines().map(line -> parse(line).orElseThrow()).toList();
}
