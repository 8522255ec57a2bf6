package herald.channel.discord;

import herald.channel.Card;
import herald.channel.Fitting;
import herald.channel.HeadedText;
import herald.channel.Measure;
import herald.channel.Message;
import herald.channel.http.Json;
import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a message looks like on Discord: one embed with the words' first line as its title, which leads to the page, and a bar in the impact's
 * colour. Nobody is called, whatever the words are.
 */
final class DiscordLayout {

    private static final int MOST_OF_A_TITLE = 256;
    private static final Fitting FORUM_TITLE = new Fitting("Discord", Measure.utf16(100));
    private static final Fitting FOOTER = new Fitting("Discord", Measure.utf16(256));
    private static final Fitting DESCRIPTION = new Fitting("Discord", Measure.utf16(4_096));

    private DiscordLayout() {}

    static Map<String, Object> of(Message message) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("embeds", List.of(embed(message.text(), message.card())));
        fields.put("allowed_mentions", Json.object("parse", List.of()));
        return fields;
    }

    /** What the post is called that an incident begins in a forum. */
    static String forumTitle(Message message) {
        var title = message.card()
                .map(Card::title)
                .orElseGet(() -> HeadedText.of(message.text()).headline());
        return FORUM_TITLE.shortened(title);
    }

    private static JsonNode embed(String text, Optional<Card> card) {
        var headed = HeadedText.of(text);
        var title = DiscordText.escaped(headed.headline());
        boolean fits = title.length() <= MOST_OF_A_TITLE;
        var unsaid = card.map(known -> known.unsaidIn(text)).orElse(List.of()).stream();
        var description = Stream.concat(Stream.of(fits ? headed.body() : text), unsaid)
                .filter(part -> !part.isEmpty())
                .map(DiscordText::escaped)
                .collect(Collectors.joining("\n\n"));
        return Json.object(
                "title", fits ? Optional.of(title) : Optional.empty(),
                "url", card.filter(_ -> fits).map(known -> known.link().toASCIIString()),
                "description",
                        Optional.of(description)
                                .filter(words -> !words.isEmpty())
                                .map(words -> DESCRIPTION.shortened(words)),
                "color", card.map(known -> Integer.parseInt(known.colour(), 16)),
                "timestamp", card.map(known -> known.at().toString()),
                "footer", card.map(known -> Json.object("text", FOOTER.shortened(known.page()))));
    }
}
