package herald.channel.telegram;

import herald.channel.Check;
import herald.channel.Quote;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What Telegram says of the bot, and then of its chat. */
final class TelegramCheck {

    private final JsonMapper json;

    TelegramCheck(JsonMapper json) {
        this.json = json;
    }

    /** @param ask asks one method about {@code account}'s chat */
    Check of(TelegramAccount account, Function<String, Answer> ask) {
        return result(ask.apply("getMe"), "Telegram knows no bot with this token: ask @BotFather for it.")
                .map(me -> chat(account, Json.text(me, "username").orElse("the bot"), ask.apply("getChat")));
    }

    private Check chat(TelegramAccount account, String bot, Answer answer) {
        return result(answer, "The bot does not see this chat: check settings.chat_id, and add the bot there.")
                .map(chat -> new Check.Ready("@" + bot + " in " + name(chat), warnings(account, chat)));
    }

    private static String name(JsonNode chat) {
        return Json.text(chat, "title")
                .or(() -> Json.text(chat, "username").map(name -> "@" + name))
                .or(() -> Json.text(chat, "first_name"))
                .orElse("a chat without a name");
    }

    private static List<String> warnings(TelegramAccount account, JsonNode chat) {
        boolean isChannel = Json.text(chat, "type").filter("channel"::equals).isPresent();
        if (isChannel) {
            return List.of("In a channel the bot must be an administrator that may post: only a test post can tell.");
        }
        boolean hasTopics = Json.at(chat, "is_forum")
                .filter(JsonNode::isBoolean)
                .map(JsonNode::getBooleanValue)
                .orElse(false);
        return hasTopics && account.topic().isEmpty()
                ? List.of("The group has topics, and none is named: messages go to its general topic.")
                : List.of();
    }

    /** What a method answered, or what its failing says of the account. */
    private Asked result(Answer answer, String broken) {
        return switch (answer) {
            case Answer.NotSent(var why) ->
                new Asked(Optional.empty(), unknown("Telegram could not be reached (" + why + ")."));
            case Answer.Lost(var why) -> new Asked(Optional.empty(), unknown("Telegram did not answer (" + why + ")."));
            case Answered answered -> {
                var body = answered.json(json);
                var result = body.filter(_ -> answered.status() == 200).flatMap(said -> Json.at(said, "result"));
                var quote = Quote.of(
                        "Telegram",
                        body.flatMap(said -> Json.text(said, "description")).orElse(""));
                boolean isAnswer = body.flatMap(said -> Json.at(said, "ok")).isPresent()
                        && answered.status() / 100 == 4
                        && answered.status() != 429;
                yield new Asked(
                        result,
                        isAnswer
                                ? new Check.Broken(broken + quote)
                                : unknown("Telegram could not say (" + answered.status() + ")."));
            }
        };
    }

    private static Check unknown(String reason) {
        return new Check.Unknown(reason);
    }

    private record Asked(Optional<JsonNode> result, Check otherwise) {
        Check map(Function<JsonNode, Check> next) {
            return result.map(next).orElse(otherwise);
        }
    }
}
