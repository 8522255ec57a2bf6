package herald.channel.slack;

import herald.channel.Card;
import herald.channel.Fitting;
import herald.channel.HeadedText;
import herald.channel.Measure;
import herald.channel.Message;
import herald.channel.http.Json;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a message looks like in Slack: the words' first line large, the others below, then beside a bar in the impact's colour what they do not
 * tell, and a button to the page. {@code text} is what a notification reads out.
 */
final class SlackLayout {

    private static final int MOST_OF_A_HEADER = 150;
    private static final Fitting HEADER = new Fitting("Slack", Measure.utf16(MOST_OF_A_HEADER));
    private static final Fitting BUTTON = new Fitting("Slack", Measure.utf16(75));
    private static final Fitting CONTEXT = new Fitting("Slack", Measure.utf16(3_000));
    private static final int MOST_OF_AN_ADDRESS = 3_000;

    private SlackLayout() {}

    /** The fields that every kind of message has. */
    static Map<String, Object> of(Message message) {
        var text = SlackMarkup.callingNobody(message.text());
        var fields = new LinkedHashMap<String, Object>();
        fields.put("text", text);
        message.card().ifPresentOrElse(card -> laidOut(text, card, fields), () -> fields.put("blocks", sections(text)));
        return fields;
    }

    private static void laidOut(String text, Card card, Map<String, Object> fields) {
        var words = headed(text, card);
        var blocks = new ArrayList<JsonNode>();
        blocks.add(Json.object("type", "header", "text", plainText(words.headline())));
        blocks.addAll(sections(words.body()));
        var said = words.headline() + "\n" + SlackMarkup.plain(words.body());
        fields.put("blocks", blocks);
        fields.put("attachments", List.of(Json.object("color", "#" + card.colour(), "blocks", aside(said, card))));
    }

    /** The first line, which Slack wants plain; one that does not name stage and incident, or is too long, stays below them. */
    private static HeadedText headed(String text, Card card) {
        var headed = HeadedText.of(text);
        var headline = SlackMarkup.plain(headed.headline()).replace("*", "");
        boolean tells = headline.contains(card.stageLabel()) && headline.contains(card.title());
        return tells && headline.length() <= MOST_OF_A_HEADER
                ? new HeadedText(headline, headed.body())
                : new HeadedText(HEADER.shortened(card.stageLabel() + " · " + card.title()), text);
    }

    private static List<JsonNode> sections(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(Json.object("type", "section", "text", markedUp(SlackMarkup.linked(text))));
    }

    private static List<JsonNode> aside(String said, Card card) {
        var lines = new ArrayList<>(card.unsaidIn(said));
        if (!said.contains(card.time())) {
            lines.add(card.time());
        }
        if (!said.contains(card.page())) {
            lines.add(card.page());
        }
        var aside = new ArrayList<JsonNode>();
        if (!lines.isEmpty()) {
            var line = lines.stream().map(SlackMarkup::escaped).collect(Collectors.joining(" · "));
            aside.add(Json.object("type", "context", "elements", List.of(markedUp(CONTEXT.shortened(line)))));
        }
        var address = card.link().toASCIIString();
        if (address.length() <= MOST_OF_AN_ADDRESS) {
            aside.add(Json.object(
                    "type",
                    "actions",
                    "elements",
                    List.of(Json.object(
                            "type",
                            "button",
                            "action_id",
                            "page",
                            "text",
                            plainText(BUTTON.shortened(card.page())),
                            "url",
                            address))));
        }
        return aside;
    }

    private static JsonNode plainText(String text) {
        return Json.object("type", "plain_text", "text", text, "emoji", false);
    }

    /** Verbatim: Slack would else read names of people and channels into it. */
    private static JsonNode markedUp(String text) {
        return Json.object("type", "mrkdwn", "text", text, "verbatim", true);
    }
}
