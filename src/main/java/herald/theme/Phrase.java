package herald.theme;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words under one key, in the language they were written in. What is plain or takes texts only is said without ICU: the process
 * that renders templates may never need it.
 */
final class Phrase {

    /** No sentence is that long, and whatever it says is said in the server itself. */
    private static final int LONGEST = 2_000;

    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    private final String pattern;
    private final String language;
    private final boolean isSimple;
    private volatile @Nullable MessageFormat format;

    /**
     * @param pattern as ICU's MessageFormat reads it: <code>{0}</code>, <code>{0, plural, one {# day} other {# days}}</code>; an
     *     apostrophe is one, save before a brace
     * @param language BCP 47
     */
    Phrase(String pattern, String language) {
        this.pattern = pattern;
        this.language = language;
        this.isSimple = pattern.length() <= LONGEST && isSimple(pattern);
    }

    private static boolean isSimple(String pattern) {
        if (pattern.indexOf('{') < 0 && pattern.indexOf('}') < 0) {
            return true;
        }
        var rest = PLACE.matcher(pattern).replaceAll("");
        return rest.indexOf('{') < 0 && rest.indexOf('}') < 0 && !pattern.contains("'{");
    }

    /**
     * Numbers may be said, and words chosen by them; anything finer asks ICU for more than words: {@code ::scale/1E999999999} is a billion
     * digits.
     *
     * @throws IllegalArgumentException when the pattern is none, or asks for such a thing
     */
    static void check(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new IllegalArgumentException("it is longer than %,d characters".formatted(LONGEST));
        }
        var parts = new MessagePattern(pattern);
        for (int i = 0; i < parts.countParts(); i++) {
            var part = parts.getPart(i);
            boolean isStyled = part.getType() == MessagePattern.Part.Type.ARG_STYLE
                    || (part.getType() == MessagePattern.Part.Type.ARG_TYPE
                            && !parts.getSubstring(part).equals("number"));
            if (isStyled || (part.getType() == MessagePattern.Part.Type.ARG_NAME)) {
                throw new IllegalArgumentException("«" + parts.getSubstring(part)
                        + "»: an argument is {0}, {0, number}, {0, plural, …}, {0, selectordinal, …} or {0,"
                        + " select, …}");
            }
        }
    }

    /** The numbers of the arguments in {@code pattern}, which {@link #check} has found well. */
    static SortedSet<Integer> arguments(String pattern) {
        var parts = new MessagePattern(pattern);
        var numbers = new TreeSet<Integer>();
        for (int i = 0; i < parts.countParts(); i++) {
            if (parts.getPartType(i) == MessagePattern.Part.Type.ARG_NUMBER) {
                numbers.add(parts.getPart(i).getValue());
            }
        }
        return numbers;
    }

    String pattern() {
        return pattern;
    }

    String language() {
        return language;
    }

    /** @throws IllegalArgumentException when the pattern is none, or asks of an argument what it is not */
    String say(Object... arguments) {
        if (!isSimple || !Arrays.stream(arguments).allMatch(CharSequence.class::isInstance)) {
            return byIcu(arguments);
        }
        var words = pattern.replace("''", "'");
        return words.indexOf('{') < 0
                ? words
                : PLACE.matcher(words)
                        .replaceAll(
                                place -> Matcher.quoteReplacement(argument(arguments, place.group(1), place.group())));
    }

    private static String argument(Object[] arguments, String number, String otherwise) {
        int n = Integer.parseInt(number);
        return n < arguments.length ? arguments[n].toString() : otherwise;
    }

    private String byIcu(Object[] arguments) {
        var ready = format;
        if (ready == null) {
            check(pattern);
            ready = new MessageFormat(pattern, Conventions.locale(language));
            format = ready;
        }
        synchronized (ready) {
            return ready.format(arguments);
        }
    }
}
