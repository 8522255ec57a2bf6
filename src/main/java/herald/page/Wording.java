package herald.page;

import java.util.Optional;
import java.util.regex.Pattern;

/** What texts and languages may be made of, wherever people type them. */
public final class Wording {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");

    private Wording() {}

    /** Whether {@code code} is a language as Herald writes them: {@code ko}, {@code en-GB}. */
    public static boolean isLanguage(String code) {
        return LANGUAGE.matcher(code).matches();
    }

    /**
     * What keeps {@code text} from being shown as it is; empty when nothing does. XML can carry no control characters and UTF-8 no half
     * pairs: taken in, they would come out as something else.
     */
    public static Optional<String> problem(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
            if (control || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF) {
                return Optional.of(
                        "the character U+%04X at place %d cannot be shown; leave it out.".formatted(c, i + 1));
            }
        }
        return Optional.empty();
    }
}
