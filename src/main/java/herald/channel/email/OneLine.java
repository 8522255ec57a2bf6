package herald.channel.email;

import java.util.regex.Pattern;

/** Text from people as a header takes it: whatever could end the line and begin another header is a blank. */
final class OneLine {

    private static final int LONGEST = 200;

    /** Controls and line ends of every kind, halves of pairs, and what turns the direction of all text after it. */
    private static final Pattern NOT_TAKEN = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\x{2028}\\x{2029}\\x{FEFF}\\x{FFFE}\\x{FFFF}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private OneLine() {}

    static String of(String text) {
        var clean =
                NOT_TAKEN.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
        return clean.codePointCount(0, clean.length()) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST)).strip() + "…";
    }
}
