package herald.channel.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack's own mark-up: {@code *bold*}, {@code <address|words>}, and entities for the three letters it takes for its own. */
final class SlackMarkup {

    /** {@code <!channel>} and {@code <@U1>} call people; of what Slack takes between angles only links are let through. */
    private static final Pattern NO_LINK = Pattern.compile("<(?!https?://|mailto:)");

    private static final Pattern BARE_ADDRESS =
            Pattern.compile("(?<![<|\\w/])https?://[^\\s<>|\"]*[^\\s<>|\"*_~.,:;!?)\\]}’”]");

    private static final Pattern LINK = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");

    /** A link or a letter that was cut in two. */
    private static final Pattern HALF = Pattern.compile("(?:<[^<>]*|&[a-z]{0,3})…$");

    private SlackMarkup() {}

    /** Nobody is called, whoever wrote it. Doing it twice changes nothing. */
    static String callingNobody(String text) {
        return NO_LINK.matcher(text).replaceAll("&lt;");
    }

    /** Addresses as links: where Slack is kept from reading names into the text, it makes none by itself. */
    static String linked(String text) {
        return BARE_ADDRESS.matcher(text).replaceAll(address -> Matcher.quoteReplacement("<" + address.group() + ">"));
    }

    static String escaped(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What readers see of it, its asterisks and underlines aside. */
    static String plain(String text) {
        return LINK.matcher(text)
                .replaceAll(link -> Matcher.quoteReplacement(link.group(2) == null ? link.group(1) : link.group(2)))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** A text that was cut and ends in an ellipsis, without half a link before it. */
    static String mended(String cut) {
        return HALF.matcher(cut).replaceFirst("…");
    }
}
