package herald.theme;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One file of a style sheet, read as a browser reads it (CSS Syntax 3, §4): what it points to is found whatever the way it is
 * written, {@code u\72 l( "a.png" )} too, and comments go.
 */
final class StyleFile {
    private static final Set<String> LOADING =
            Set.of("src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade");

    private static final int HIGHEST_CHARACTER = 0x10ffff;

    private final String name;
    private final String text;
    private final UnaryOperator<String> address;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private StyleFile(String name, String text, UnaryOperator<String> address) {
        this.name = name;
        this.text = text;
        this.address = address;
    }

    /**
     * The text with other addresses. Throws {@link ThemeException}, with the line, for {@code @import}, for what loads without
     * {@code url()}, and for what {@code address} refuses.
     *
     * @param address the new address for the one that stands in {@code url()}; it refuses one by {@link IllegalArgumentException}
     */
    static String linked(String name, String text, UnaryOperator<String> address) {
        return new StyleFile(name, text, address).read();
    }

    private String read() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (next == '"' || next == '\'') {
                int from = at;
                string();
                out.append(text, from, at);
            } else if (next == '@') {
                atRule();
            } else if (startsName()) {
                word();
            } else if (Character.isDigit(next)) {
                // Units and exponents are no names of their own: 1url(x) is a number with a unit.
                int from = at;
                while (at < text.length() && (isNamePart() || text.charAt(at) == '.')) {
                    step();
                }
                out.append(text, from, at);
            } else {
                out.append(next);
                at++;
            }
        }
        return out.toString();
    }

    private void atRule() {
        int from = at++;
        var rule = nameAhead();
        if (rule.equals("import") || rule.equals("namespace")) {
            throw failure(from, "@" + rule + " is not allowed; name the file in a bundle of theme.properties");
        }
        out.append(text, from, at);
    }

    private void word() {
        int from = at;
        var word = nameAhead();
        boolean isFunction = at < text.length() && text.charAt(at) == '(';
        if (isFunction && LOADING.contains(word)) {
            throw failure(from, word + "() is not allowed; write url()");
        }
        if (!isFunction || !word.equals("url")) {
            out.append(text, from, at);
            return;
        }
        at++;
        var target = target(from);
        try {
            out.append("url(\"").append(quoted(address.apply(target))).append("\")");
        } catch (IllegalArgumentException refused) {
            throw failure(from, "url(" + target + "): " + refused.getMessage());
        }
    }

    private static String quoted(String address) {
        return address.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\a ");
    }

    /** What stands between the brackets; the closing one is passed. */
    private String target(int from) {
        skipBlanks();
        var target = new StringBuilder();
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            target.append(string());
            skipBlanks();
        } else {
            while (at < text.length() && text.charAt(at) != ')' && !isBlank(text.charAt(at))) {
                character(target);
            }
            skipBlanks();
        }
        if (at >= text.length() || text.charAt(at) != ')') {
            throw failure(from, "url( without its )");
        }
        at++;
        return target.toString();
    }

    /** From the opening quote; passes the closing one. */
    private String string() {
        int from = at;
        char quote = text.charAt(at++);
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\n') {
                throw failure(from, "a string without its end");
            }
            if (text.startsWith("\\\n", at)) {
                at += 2;
            } else {
                character(value);
            }
        }
        if (at >= text.length()) {
            throw failure(from, "a string without its end");
        }
        at++;
        return value.toString();
    }

    /** The name that begins here, in lower case and without escapes; it is passed. */
    private String nameAhead() {
        var word = new StringBuilder();
        while (at < text.length() && isNamePart()) {
            character(word);
        }
        return word.toString().toLowerCase(Locale.ROOT);
    }

    /** Takes one character, or what an escape stands for (§4.3.7). */
    private void character(StringBuilder into) {
        if (text.charAt(at) != '\\' || at + 1 >= text.length()) {
            into.appendCodePoint(text.codePointAt(at));
            at += Character.charCount(text.codePointAt(at));
            return;
        }
        int from = ++at;
        while (at < text.length() && at - from < 6 && Character.digit(text.charAt(at), 16) >= 0) {
            at++;
        }
        if (at == from) {
            into.appendCodePoint(text.codePointAt(at));
            at += Character.charCount(text.codePointAt(at));
            return;
        }
        int code = Integer.parseInt(text.substring(from, at), 16);
        into.appendCodePoint(code == 0 || code > HIGHEST_CHARACTER ? 0xfffd : code);
        if (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private void step() {
        character(new StringBuilder());
    }

    private boolean startsName() {
        char next = text.charAt(at);
        return Character.isLetter(next) || next == '_' || next == '-' || next >= 0x80 || isEscape();
    }

    private boolean isNamePart() {
        return startsName() || Character.isDigit(text.charAt(at));
    }

    private boolean isEscape() {
        return text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n';
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private ThemeException failure(int where, String reason) {
        return new ThemeException(
                name,
                (int) text.substring(0, where).chars().filter(c -> c == '\n').count() + 1,
                reason,
                null);
    }
}
