package herald.channel.slack;

import herald.channel.Check;
import herald.channel.Quote;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether Slack would take a message, without posting one. */
final class SlackCheck {

    private final SlackApi api;
    private final SlackHistory history;
    private final JsonMapper json;

    SlackCheck(SlackApi api, SlackHistory history, JsonMapper json) {
        this.api = api;
        this.history = history;
        this.json = json;
    }

    /** An empty message: Slack answers 400 {@code no_text} to it where the webhook lives, and posts nothing. */
    Check of(SlackAccount.Webhook webhook) {
        return switch (api.post(webhook, Json.object(), () -> true)) {
            case Answer.NotSent(var why) -> new Check.Unknown("Slack could not be reached (" + why + ").");
            case Answer.Lost(var why) -> new Check.Unknown("Slack did not answer (" + why + ").");
            case Answered answer -> {
                var said = answer.text().strip();
                yield switch (answer.status()) {
                    case 400 ->
                        said.equals("no_text") || said.equals("invalid_payload")
                                ? new Check.Ready("a Slack webhook", List.of())
                                : new Check.Broken("Slack does not take posts at this webhook."
                                        + Quote.of("Slack", said.matches("[a-z_]{1,60}") ? said : ""));
                    case 401, 403, 404, 410 ->
                        new Check.Broken("Slack’s webhook is gone or closed (" + answer.status()
                                + "): make a new one in your Slack app and enter its address.");
                    default -> new Check.Unknown("Slack answered " + answer.status() + ".");
                };
            }
        };
    }

    Check of(SlackAccount.Bot bot) {
        return switch (api.ask(bot, "auth.test", Map.of())) {
            case Answer.NotSent(var why) -> new Check.Unknown("Slack could not be reached (" + why + ").");
            case Answer.Lost(var why) -> new Check.Unknown("Slack did not answer (" + why + ").");
            case Answered answer ->
                answer.json(json)
                        .filter(SlackCheck::isOk)
                        .map(me -> channel(bot, me))
                        .orElseGet(() -> refused(answer));
        };
    }

    private Check refused(Answered answer) {
        return answer.json(json)
                .flatMap(body -> Json.text(body, "error"))
                .<Check>map(error -> error.equals("ratelimited") || error.endsWith("_error")
                        ? new Check.Unknown("Slack could not say." + Quote.of("Slack", error))
                        : new Check.Broken(
                                "Slack does not let the bot in: install the app again and enter its new token."
                                        + Quote.of("Slack", error)))
                .orElseGet(() -> new Check.Unknown("Slack’s answer could not be read (" + answer.status() + ")."));
    }

    private Check channel(SlackAccount.Bot bot, JsonNode me) {
        var who = Json.text(me, "user").orElse("the bot") + " in "
                + Json.text(me, "team").orElse("Slack");
        var warnings = new ArrayList<String>();
        var info = api.ask(bot, "conversations.info", Map.of("channel", bot.channel())) instanceof Answered answer
                ? answer.json(json)
                : Optional.<JsonNode>empty();
        var error = info.flatMap(body -> Json.text(body, "error")).orElse("");
        if (error.equals("channel_not_found")) {
            return new Check.Broken(
                    "Slack knows no such channel, or the bot may not see it: check settings.channel, and"
                            + " invite the bot there.");
        }
        if (!info.filter(SlackCheck::isOk).isPresent()) {
            warnings.add("Whether the channel is there could not be asked: only a test post can tell."
                    + Quote.of("Slack", error));
        } else if (is(info.get(), "is_archived")) {
            return new Check.Broken("The channel is archived: take it out of the archive, or name another one.");
        } else if (!is(info.get(), "is_member")) {
            warnings.add("The bot is not in the channel: invite it there, unless it has the scope chat:write.public.");
        }
        history.closed(bot)
                .filter("missing_scope"::equals)
                .ifPresent(_ ->
                        warnings.add("Without the scope channels:history (or groups:history for a private channel) a"
                                + " message whose answer was lost cannot be looked up."));
        var name = info.flatMap(body -> Json.text(body, "channel", "name"))
                .map(found -> " in #" + found)
                .orElse("");
        return new Check.Ready(who + name, List.copyOf(warnings));
    }

    private static boolean is(JsonNode info, String what) {
        return Json.at(info, "channel", what)
                .filter(JsonNode::isBoolean)
                .map(JsonNode::getBooleanValue)
                .orElse(false);
    }

    private static boolean isOk(JsonNode body) {
        return Json.at(body, "ok")
                .filter(JsonNode::isBoolean)
                .map(JsonNode::getBooleanValue)
                .orElse(false);
    }
}
