package herald.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.ToIntFunction;
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
        return of(
                limit, text -> Math.toIntExact(GRAPHEME.matcher(text).results().count()));
    }

    /** Counts UTF-16 code units, of which most emoji take two and more; no other count of characters is larger. */
    static Measure utf16(int limit) {
        return of(limit, String::length);
    }

    /** Counts the bytes of UTF-8, of which a Hangul syllable takes three. */
    static Measure utf8(int limit) {
        return of(limit, text -> text.getBytes(UTF_8).length);
    }

    static Measure of(int limit, ToIntFunction<String> weight) {
        return new Measure() {
            @Override
            public int weigh(String text) {
                return weight.applyAsInt(text);
            }

            @Override
            public int limit() {
                return limit;
            }
        };
    }
}
