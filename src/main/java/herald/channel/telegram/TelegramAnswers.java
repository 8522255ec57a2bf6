package herald.channel.telegram;

import herald.channel.Act;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Quote;
import herald.channel.Receipt;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.Json;
import herald.channel.http.RetryAfter;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of what Telegram answers, and what each answer means for the message. */
final class TelegramAnswers {

    private static final Duration UNNAMED = Duration.ofSeconds(30);

    // Telegram numbers its errors by status alone: which 400 it is, only its words tell.

    private static final List<String> UNCHANGED = List.of("message is not modified");

    private static final List<String> GONE = List.of(
            "message to edit not found",
            "message to delete not found",
            "message_id_invalid",
            "message identifier is not");

    private static final List<String> NO_ACCESS = List.of(
            "chat not found",
            "chat_write_forbidden",
            "not enough rights",
            "have no rights",
            "need administrator rights",
            "chat_admin_required",
            "bot is not a member",
            "peer_id_invalid",
            "chat_restricted",
            "channel_private",
            "group is deactivated");

    private static final List<String> NO_TOPIC =
            List.of("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid");

    private final JsonMapper json;
    private final Clock clock;

    TelegramAnswers(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    Outcome outcome(Answer answer, Message message, TelegramAccount account) {
        return switch (answer) {
            case NotSent(var why) ->
                new Deferred("Telegram could not be reached (" + why + "). Nothing was posted.", Optional.empty());
            case Lost(var why) -> account.uncertain().outcome(message, "Telegram did not answer (" + why + ").");
            case Answered answered -> answered(answered, message, account);
        };
    }

    private Outcome answered(Answered answer, Message message, TelegramAccount account) {
        var body = answer.json(json);
        var words = body.flatMap(said -> Json.text(said, "description")).orElse("");
        var quote = Quote.of("Telegram", words);
        return switch (answer.status()) {
            case 200 -> taken(body, message, account);
            case 400 -> badRequest(body, words, message, account);
            case 401, 404 ->
                new Unauthorised(
                        "Telegram knows no bot with this token: ask @BotFather for the token and enter it." + quote);
            case 403 ->
                new Unauthorised("The bot was blocked, or taken out of the chat: add it again, then resume this target."
                        + quote);
            case 408, 425 ->
                new Deferred("Telegram did not take the message (" + answer.status() + ").", Optional.empty());
            case 429 -> tooMany(answer, body);
            default ->
                switch (answer.status() / 100) {
                    case 2 -> account.uncertain().outcome(message, "What came back could not be read.");
                    case 3 ->
                        new Unauthorised("Telegram’s address sends us elsewhere (" + answer.status()
                                + "): correct settings.api_url.");
                    case 4 -> refused(quote);
                    default -> account.uncertain().outcome(message, "Telegram failed (" + answer.status() + ").");
                };
        };
    }

    private Outcome taken(Optional<JsonNode> body, Message message, TelegramAccount account) {
        boolean ok = body.flatMap(said -> Json.at(said, "ok"))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::getBooleanValue)
                .orElse(false);
        if (ok && message.act() instanceof Act.Delete) {
            return new Delivered(new Receipt(Optional.empty(), Optional.empty()));
        }
        return body.filter(_ -> ok)
                .flatMap(said -> Json.at(said, "result"))
                .flatMap(TelegramAnswers::receipt)
                .<Outcome>map(Delivered::new)
                .orElseGet(() -> account.uncertain().outcome(message, "What came back does not name the message."));
    }

    private static Optional<Receipt> receipt(JsonNode post) {
        return Json.number(post, "message_id")
                .map(Number::longValue)
                .map(id -> new Receipt(Optional.of(String.valueOf(id)), permalink(post, id)));
    }

    /** Private chats and small groups give their messages no address. */
    private static Optional<URI> permalink(JsonNode post, long id) {
        return Json.text(post, "chat", "username")
                .filter(name -> name.matches("\\w{1,64}"))
                .or(() -> Json.number(post, "chat", "id")
                        .map(number -> String.valueOf(number.longValue()))
                        .filter(number -> number.startsWith("-100"))
                        .map(number -> "c/" + number.substring(4)))
                .map(chat -> URI.create("https://t.me/" + chat + "/" + id));
    }

    private Outcome badRequest(Optional<JsonNode> body, String words, Message message, TelegramAccount account) {
        var quote = Quote.of("Telegram", words);
        var moved = body.flatMap(said -> Json.number(said, "parameters", "migrate_to_chat_id"));
        if (moved.isPresent()) {
            account.movedTo(String.valueOf(moved.get().longValue()));
            return new Deferred(
                    "The group has grown into a supergroup with another number, which Herald has noted.",
                    Optional.of(clock.instant()));
        }
        if (says(words, NO_ACCESS)) {
            return new Unauthorised(
                    "The bot may not post in this chat: check settings.chat_id, add the bot there, and in a"
                            + " channel make it an administrator that may post." + quote);
        }
        if (says(words, NO_TOPIC)) {
            return new Unauthorised("The topic is closed or gone: correct settings.message_thread_id." + quote);
        }
        boolean isSettled = !(message.act() instanceof Act.Post) && (says(words, UNCHANGED) || says(words, GONE));
        return isSettled ? new Delivered(new Receipt(Optional.empty(), Optional.empty())) : refused(quote);
    }

    private Outcome tooMany(Answered answer, Optional<JsonNode> body) {
        var until = body.flatMap(said -> Json.number(said, "parameters", "retry_after"))
                .map(seconds -> RetryAfter.in(seconds.doubleValue(), clock))
                .or(() -> RetryAfter.of(answer.headers(), clock))
                .orElse(clock.instant().plus(UNNAMED));
        return new Deferred("Telegram takes no more messages for now (429).", Optional.of(until));
    }

    private static boolean says(String words, List<String> any) {
        var lower = words.toLowerCase(Locale.ROOT);
        return any.stream().anyMatch(lower::contains);
    }

    private static Outcome refused(String quote) {
        return new Refused("Telegram does not take this message as it is: change its words or skip it." + quote);
    }
}
