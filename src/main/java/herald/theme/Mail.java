package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * A mail's words.
 *
 * @param subject one line
 * @param html null when the theme could not write it: the text stands alone then
 */
public record Mail(String subject, String text, @Nullable String html) {

    private static final int LONGEST_SUBJECT = 200;

    /** {@code text} as it may stand in a header: one line without control characters, not longer than anybody reads. */
    static String subject(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\s\\x{2028}\\x{2029}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
    }
}
