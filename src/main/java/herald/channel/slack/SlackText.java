package herald.channel.slack;

import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.Measure;
import herald.channel.Words;
import java.util.List;
import java.util.Optional;

/** Words as Slack takes them: what one section of a message holds. The link to the page is the layout's, not the text's. */
final class SlackText {

    private static final Measure MEASURE = Measure.of(
            3_000, text -> SlackMarkup.linked(SlackMarkup.callingNobody(text)).length());

    private static final Fitting FITTING = new Fitting("Slack", MEASURE);

    private SlackText() {}

    static Fitted fit(Words words) {
        var fitted = FITTING.cut(unlinked(words));
        var text = fitted.cut() ? SlackMarkup.mended(fitted.text()) : fitted.text();
        return new Fitted(text, MEASURE.weigh(text), fitted.limit(), fitted.cut(), fitted.problems());
    }

    static List<Fitted> split(Words words) {
        return FITTING.split(unlinked(words));
    }

    private static Words unlinked(Words words) {
        return new Words(SlackMarkup.callingNobody(words.text()), Optional.empty(), words.language());
    }
}
