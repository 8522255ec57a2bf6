package herald.testing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How X reads a text: what it weighs, where its links are, what it becomes. Own reading of twitter-text's v3 rules. */
final class XText {
    static final int LIMIT = 280;
    private static final int LINK = 23;
    private static final int[][] LIGHT = {{0x0000, 0x10FF}, {0x2000, 0x200D}, {0x2010, 0x201F}, {0x2032, 0x2037}};

    // ISO's countries are the country domains but for these; of the others, the ones a status text may meet.
    private static final String COUNTRIES = Arrays.stream(Locale.getISOCountries())
                    .map(it -> it.toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining("|"))
            + "|uk|eu|ac|su";
    private static final String OTHERS =
            "com|net|org|info|biz|edu|gov|mil|int|aero|asia|name|pro|mobi|tel|jobs|travel|museum"
                + "|app|dev|cloud|page|online|site|website|tech|technology|store|shop|blog|news|live|chat|host|hosting|network|systems"
                + "|support|services|solutions|design|agency|company|social|media|digital|space|world|zone|email|team|tools|software"
                + "|health|work|group|global|wiki|xyz|top|club|link|click|run|today|one|games|bank|finance|money|cash|kitchen|works|academy"
                + "|center|community|education|events|exchange|express|foundation|fund|guide|help|house|land|life|ltd|market|plus|press"
                + "|school|show|studio|style|team|training|video|vip|wtf|zip|google|microsoft|samsung|hyundai|kia|seoul|한국|삼성|닷컴|닷넷";
    private static final String TLD = "(?:" + COUNTRIES + "|" + OTHERS + ")(?=[^0-9a-z@]|$)";
    private static final String LETTER = "0-9a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f";
    private static final String WIDE = "[\\p{L}\\p{M}\\p{N}]";
    private static final String PLAIN_HOST =
            "(?:[0-9a-z](?:[0-9a-z_-]*[0-9a-z])?\\.)*[0-9a-z](?:[0-9a-z-]*[0-9a-z])?\\." + TLD;
    private static final String WIDE_HOST = "(?:" + WIDE + "(?:[\\p{L}\\p{M}\\p{N}_-]*" + WIDE + ")?\\.)+" + TLD;
    private static final String IN_PATH = LETTER + "\\u0400-\\u04ff!*';:=+,.$%#\\[\\]_~&|@-";
    private static final String ENDS_PATH = LETTER + "\\u0400-\\u04ff=_#/+-";
    private static final String BRACKETED =
            "\\([/" + IN_PATH + "]*(?:\\([/" + IN_PATH + "]*\\))?[/" + IN_PATH + "]*\\)";
    private static final String PATH =
            "(?:/(?:(?:[/" + IN_PATH + "]|" + BRACKETED + ")*(?:[" + ENDS_PATH + "]|" + BRACKETED + "))?)?";
    private static final String QUERY = "(?:\\?[0-9a-z!?*'();:&=+$/%#\\[\\]_.,~|@-]*[0-9a-z_&=#/-])?";
    private static final Pattern URL = Pattern.compile(
            "(?:(?<![0-9a-z@＠$#＃\\u202a-\\u202e])https?://" + WIDE_HOST + "|(?<![0-9a-z@＠$#＃_./\\u202a-\\u202e-])"
                    + PLAIN_HOST + ")(?::\\d+)?" + PATH + QUERY,
            Pattern.CASE_INSENSITIVE);

    private static final String PICTURE =
            "(?:\\p{IsExtended_Pictographic}(?!\\uFE0E)(?:\\uFE0F|\\p{IsEmoji_Modifier})?)";
    private static final Pattern EMOJI = Pattern.compile("[\\x{1F1E6}-\\x{1F1FF}]{2}"
            + "|[0-9#*]\\uFE0F?\\u20E3"
            + "|\\x{1F3F4}[\\x{E0020}-\\x{E007E}]+\\x{E007F}"
            + "|" + PICTURE + "(?:\\u200D(?:" + PICTURE + "|[\\u2640\\u2642\\u2695\\u2696\\u2708]\\uFE0F?))*");

    private XText() {}

    /** A link in a text, in UTF-16 units. */
    record Link(int start, int end, String url) {}

    /** The weighted length of {@code text} in its composed form: 280 is the most X takes. */
    static int weight(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var weight = 0;
        var at = 0;
        for (var link : links(composed)) {
            weight += plainWeight(composed.substring(at, link.start())) + LINK;
            at = link.end();
        }
        return weight + plainWeight(composed.substring(at));
    }

    /** Whether {@code text} holds a character that X never takes: U+FFFE, U+FEFF, U+FFFF. */
    static boolean hasInvalidCharacter(String text) {
        return text.chars().anyMatch(it -> it == 0xFFFE || it == 0xFEFF || it == 0xFFFF);
    }

    static List<Link> links(String text) {
        var links = new ArrayList<Link>();
        var matcher = URL.matcher(text);
        while (matcher.find()) links.add(new Link(matcher.start(), matcher.end(), matcher.group()));
        return links;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static int plainWeight(String text) {
        var weight = 0;
        var at = 0;
        var emoji = EMOJI.matcher(text);
        while (emoji.find()) {
            // © and its like stand for themselves unless they are asked to be a picture.
            var isLetter = emoji.group().length() == 1;
            weight += lettersWeight(text.substring(at, emoji.start())) + (isLetter ? lettersWeight(emoji.group()) : 2);
            at = emoji.end();
        }
        return weight + lettersWeight(text.substring(at));
    }

    private static int lettersWeight(String text) {
        return text.codePoints()
                .map(it -> Arrays.stream(LIGHT).anyMatch(range -> it >= range[0] && it <= range[1]) ? 1 : 2)
                .sum();
    }
}
