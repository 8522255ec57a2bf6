package herald.channel;

import java.util.regex.Pattern;

/** How a far side counts text, and how much of it one post takes. */
public interface Measure {

    /** One letter as readers see it, however many code points make it; {@code BreakIterator} is wrong for emoji. */
    Pattern GRAPHEME = Pattern.compile("\\X");

    /** The length of {@code text} in the far side's unit; never smaller for a longer text. */
    int weigh(String text);

    /** The most one post takes, in the same unit. */
    int limit();

    /** Counts what readers see as letters. */
    static Measure graphemes(int limit) {
        return new Measure() {
            @Override
            public int weigh(String text) {
                return Math.toIntExact(GRAPHEME.matcher(text).results().count());
            }

            @Override
            public int limit() {
                return limit;
            }
        };
    }
}
