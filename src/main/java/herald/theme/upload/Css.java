package herald.theme.upload;

import herald.theme.Finding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A style sheet that fetches nothing but the theme's own assets. Words are looked for everywhere, in comments and strings too: where a
 * comment ends is what an attacker would lie about.
 */
final class Css {

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:([0-9A-Fa-f]{1,6})[ \\t\\r\\n\\f]?|(.))", Pattern.DOTALL);

    private static final Pattern ADDRESS = Pattern.compile("\\b(?:url|src)\\(\\s*+([^)]*+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern OWN_ASSET =
            Pattern.compile("[\"']?(?:\\.\\.?/)*+(?:[A-Za-z0-9_][A-Za-z0-9_./-]*+)?(?:#[A-Za-z0-9_-]++)?[\"']?\\s*+");

    private static final Pattern CODE = Pattern.compile(
            "@import|@namespace|expression\\s*\\(|\\bbehaviou?r\\s*:|-moz-binding|javascript:|vbscript:|-?image-set\\s*\\(|</style",
            Pattern.CASE_INSENSITIVE);

    private Css() {}

    static void check(String path, String css, Findings findings) {
        var read = unescaped(css);
        var code = CODE.matcher(read);
        while (code.find()) {
            findings.add(new Finding(
                    path,
                    line(read, code.start()),
                    "«" + Names.shown(code.group()) + "» is not allowed in a theme's style sheet.",
                    code.group().startsWith("@") ? "Copy the rules into this file." : "Take it out."));
        }
        var address = ADDRESS.matcher(read);
        while (address.find()) {
            var target = address.group(1);
            if (!OWN_ASSET.matcher(target).matches()) {
                findings.add(new Finding(
                        path,
                        line(read, address.start()),
                        "it fetches «" + Names.shown(target) + "», which is none of the theme's assets.",
                        "Put the file into assets/ and write its name: url(logo.svg)."));
            }
        }
    }

    /** As a browser reads it: {@code \75 rl(} is {@code url(}. */
    private static String unescaped(String css) {
        return ESCAPE.matcher(css).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(java.util.regex.MatchResult escape) {
        if (escape.group(1) == null) {
            return escape.group(2);
        }
        int code = Integer.parseInt(escape.group(1), 16);
        return Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFD";
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }
}
