package herald.channel.teams;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.Card;
import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.HeadedText;
import herald.channel.Measure;
import herald.channel.Words;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message looks like in Teams: an Adaptive Card 1.4 with the words' first line large on the impact's colour, the other lines below, and a
 * button to the page. Its text runs know no mark-up, so that whatever people wrote stands there as they wrote it.
 */
final class TeamsCard {

    /** Teams takes 28 KB of a message; what is not text needs some of it. */
    private static final int MOST_BYTES = 24_000;

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,:;!?)\\]}’”]");
    private static final Fitting BUTTON = new Fitting("Teams", Measure.utf16(100));
    private static final Fitting FALLBACK = new Fitting("Teams", Measure.utf16(200));

    private final JsonMapper json;
    private final Fitting fitting;

    TeamsCard(JsonMapper json) {
        this.json = json;
        this.fitting = new Fitting("Teams", Measure.of(MOST_BYTES, this::weight));
    }

    Fitted fit(Words words) {
        return fitting.cut(unlinked(words));
    }

    List<Fitted> split(Words words) {
        return fitting.split(unlinked(words));
    }

    byte[] message(String text, Optional<Card> card) {
        var content = Json.object(
                "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                "type", "AdaptiveCard",
                "version", "1.4",
                "lang", card.map(Card::language),
                "fallbackText", FALLBACK.shortened(HeadedText.of(text).headline()),
                "body", body(text, card),
                "actions", card.map(TeamsCard::button).map(List::of));
        var attachment = Json.object("contentType", "application/vnd.microsoft.card.adaptive", "content", content);
        return Json.bytes(json, Json.object("type", "message", "attachments", List.of(attachment)));
    }

    private static List<JsonNode> body(String text, Optional<Card> card) {
        var headed = HeadedText.of(text);
        var body = new ArrayList<JsonNode>();
        body.add(Json.object(
                "type",
                "Container",
                "style",
                style(card),
                "bleed",
                true,
                "items",
                List.of(block(
                        List.of(Json.object(
                                "type", "TextRun", "text", headed.headline(), "size", "Large", "weight", "Bolder")),
                        "None"))));
        lines(headed.body(), false, body);
        card.map(known -> known.unsaidIn(text)).orElse(List.of()).forEach(line -> lines(line, true, body));
        card.map(Card::page).filter(page -> !text.contains(page)).ifPresent(page -> lines(page, true, body));
        return body;
    }

    /** Each line is a block of its own: not every Teams breaks lines within one. */
    private static void lines(String text, boolean aside, List<JsonNode> body) {
        boolean gap = true;
        for (var line : text.split("\n")) {
            if (!line.isBlank()) {
                body.add(block(runs(line, aside), gap ? "Medium" : "Small"));
            }
            gap = line.isBlank();
        }
    }

    private static List<JsonNode> runs(String line, boolean aside) {
        return Arrays.stream(ADDRESS.splitWithDelimiters(line, 0))
                .filter(part -> !part.isEmpty())
                .map(part -> Json.object(
                        "type",
                        "TextRun",
                        "text",
                        part,
                        "isSubtle",
                        aside ? Optional.of(true) : Optional.empty(),
                        "selectAction",
                        ADDRESS.matcher(part).matches() ? Optional.of(open(part)) : Optional.empty()))
                .toList();
    }

    private static JsonNode block(List<JsonNode> runs, String spacing) {
        return Json.object("type", "RichTextBlock", "spacing", spacing, "inlines", runs);
    }

    private static JsonNode button(Card card) {
        var title = BUTTON.shortened(card.page());
        return Json.object(
                "type", "Action.OpenUrl", "title", title, "url", card.link().toASCIIString());
    }

    private static JsonNode open(String address) {
        return Json.object("type", "Action.OpenUrl", "url", address);
    }

    private static String style(Optional<Card> card) {
        return card.map(known -> switch (known.stage()) {
                    case "resolved", "completed" -> "good";
                    default ->
                        switch (known.impact()) {
                            case "critical", "major" -> "attention";
                            case "maintenance" -> "accent";
                            default -> "warning";
                        };
                })
                .orElse("emphasis");
    }

    /** Whether Teams counts bytes of UTF-8 or of UTF-16 it does not say: the larger of the two. */
    private int weight(String text) {
        var bytes = message(text, Optional.empty());
        return Math.max(bytes.length, 2 * new String(bytes, UTF_8).length());
    }

    private static Words unlinked(Words words) {
        return new Words(words.text(), Optional.empty(), words.language());
    }
}
