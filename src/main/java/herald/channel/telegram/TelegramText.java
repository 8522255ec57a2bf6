package herald.channel.telegram;

import herald.channel.Card;
import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.HeadedText;
import herald.channel.Measure;
import herald.channel.Message;
import herald.channel.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words as Telegram takes them: plain, counted without the mark-up that they get on their way. The link to the page is in their first line. */
final class TelegramText {

    private static final Fitting FITTING = new Fitting("Telegram", Measure.utf16(4_096));

    /** {@code @name} calls the person of that name; with a word joiner, which nobody sees, it does not. */
    private static final Pattern CALL = Pattern.compile("(?<![\\w.+-])@(?=\\w)");

    private TelegramText() {}

    static Fitted fit(Words words) {
        return FITTING.cut(unlinked(words));
    }

    static List<Fitted> split(Words words) {
        return FITTING.split(unlinked(words));
    }

    /** Telegram's HTML: the first line bold, and leading to the page. */
    static String html(Message message) {
        var text = callingNobody(message.text());
        var headline = HeadedText.of(text).headline();
        var bold = "<b>"
                + message.card()
                        .map(Card::link)
                        .map(link -> "<a href=\"" + escaped(link.toASCIIString()) + "\">" + escaped(headline) + "</a>")
                        .orElseGet(() -> escaped(headline))
                + "</b>";
        int end = text.indexOf('\n');
        return bold + (end < 0 ? "" : escaped(text.substring(end)));
    }

    static String callingNobody(String text) {
        return CALL.matcher(text).replaceAll("@\u2060");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Words unlinked(Words words) {
        return new Words(callingNobody(words.text()), Optional.empty(), words.language());
    }
}
