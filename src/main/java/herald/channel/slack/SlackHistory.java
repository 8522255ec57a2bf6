package herald.channel.slack;

import herald.channel.CallDeadlines;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks through a channel, or a thread in it, for a message whose answer was lost, by the key it carries; its pages share one call's deadline. */
final class SlackHistory {

    static final String EVENT = "herald_update";

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
    private static final int MOST_PAGES = 10;

    /** Asking will not help before staff have changed something. */
    private static final Set<String> NEVER = Set.of("missing_scope", "not_allowed_token_type", "method_deprecated");

    private final SlackApi api;
    private final CallDeadlines deadlines;
    private final JsonMapper json;

    SlackHistory(SlackApi api, CallDeadlines deadlines, JsonMapper json) {
        this.api = api;
        this.deadlines = deadlines;
        this.json = json;
    }

    /** What a message carries to be found by. */
    static JsonNode mark(Message message) {
        return Json.object("event_type", EVENT, "event_payload", Json.object("delivery", message.key()));
    }

    Finding find(Message message, SlackAccount.Bot bot) {
        var thread = message.root().map(Message.ReplyTo::remoteId);
        long start = System.nanoTime();
        var cursor = Optional.<String>empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = ask(message, bot, thread, cursor, deadlines.total().minusNanos(System.nanoTime() - start));
            var body = read(answer);
            if (body.isEmpty()) {
                return silent(answer, bot);
            }
            var found = Json.list(body.get(), "messages").stream()
                    .filter(post -> isMarked(post, message))
                    .flatMap(post -> Json.text(post, "ts").filter(SlackAnswers::isTs).stream())
                    .findFirst();
            if (found.isPresent()) {
                return new Finding.Found(SlackAnswers.receipt(found.get(), message.root(), bot));
            }
            cursor = Json.text(body.get(), "response_metadata", "next_cursor").filter(next -> !next.isEmpty());
            if (cursor.isEmpty()) {
                return new Finding.Absent();
            }
        }
        return new Finding.Unknown("the channel has had too many messages since to be looked through");
    }

    /** Whether the bot may read the channel at all: the error, if not. */
    Optional<String> closed(SlackAccount.Bot bot) {
        return api.ask(bot, "conversations.history", Map.of("channel", bot.channel(), "limit", "1"))
                        instanceof Answered answer
                ? answer.json(json).flatMap(body -> Json.text(body, "error"))
                : Optional.empty();
    }

    private Answer ask(
            Message message,
            SlackAccount.Bot bot,
            Optional<String> thread,
            Optional<String> cursor,
            Duration remaining) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("channel", bot.channel());
        thread.ifPresent(ts -> parameters.put("ts", ts));
        parameters.put("oldest", SlackAnswers.ts(message.firstSentAt().minus(CLOCKS_DIFFER)));
        parameters.put("include_all_metadata", "true");
        parameters.put("limit", "100");
        cursor.ifPresent(next -> parameters.put("cursor", next));
        var method = thread.isPresent() ? "conversations.replies" : "conversations.history";
        return api.ask(bot, method, parameters, remaining);
    }

    private Optional<JsonNode> read(Answer answer) {
        return answer instanceof Answered answered && answered.status() == 200
                ? answered.json(json)
                        .filter(body -> Json.at(body, "messages")
                                .filter(JsonNode::isArray)
                                .isPresent())
                : Optional.empty();
    }

    private static boolean isMarked(JsonNode post, Message message) {
        return Json.text(post, "metadata", "event_type").filter(EVENT::equals).isPresent()
                && Json.text(post, "metadata", "event_payload", "delivery")
                        .filter(message.key()::equals)
                        .isPresent();
    }

    private Finding silent(Answer answer, SlackAccount.Bot bot) {
        return switch (answer) {
            case Answer.NotSent(var why) -> new Finding.Unknown("Slack could not be reached (" + why + ")");
            case Answer.Lost(var why) -> new Finding.Unknown("Slack did not answer (" + why + ")");
            case Answered answered -> {
                var error = answered.json(json)
                        .flatMap(body -> Json.text(body, "error"))
                        .orElse("");
                // The thread is gone, and what was in it.
                if (error.equals("thread_not_found")) {
                    yield new Finding.Absent();
                }
                yield NEVER.contains(error)
                        ? bot.uncertain().finding("Slack, without the scope channels:history (or groups:history),")
                        : new Finding.Unknown("Slack did not say (" + answered.status() + " " + error + ")");
            }
        };
    }
}
