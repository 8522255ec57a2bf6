package herald.channel.discord;

import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.Measure;
import herald.channel.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words as Discord takes them: plain, and counted with the strokes that keep its mark-up away. The link to the page is the layout's, not the text's. */
final class DiscordText {

    /** A description takes 4 096; what the words do not tell comes after them. */
    private static final Fitting FITTING =
            new Fitting("Discord", Measure.of(3_500, text -> escaped(text).length()));

    private static final Pattern ADDRESS_OR_MARK =
            Pattern.compile("https?://[^\\s<>]+|[\\\\*_~`|<>\\[\\]@#]|(?m)^[ ]*[-+](?= )");

    private DiscordText() {}

    static Fitted fit(Words words) {
        return FITTING.cut(unlinked(words));
    }

    static List<Fitted> split(Words words) {
        return FITTING.split(unlinked(words));
    }

    /** With a stroke before what Discord takes for mark-up or a mention; addresses stay as they are. */
    static String escaped(String plain) {
        return ADDRESS_OR_MARK.matcher(plain).replaceAll(DiscordText::escaped);
    }

    private static String escaped(MatchResult found) {
        var text = found.group();
        return Matcher.quoteReplacement(
                text.startsWith("http")
                        ? text
                        : text.substring(0, text.length() - 1) + "\\" + text.charAt(text.length() - 1));
    }

    private static Words unlinked(Words words) {
        return new Words(words.text(), Optional.empty(), words.language());
    }
}
