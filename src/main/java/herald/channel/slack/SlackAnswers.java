package herald.channel.slack;

import herald.channel.Act;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Outcome.Unthreaded;
import herald.channel.Quote;
import herald.channel.Receipt;
import herald.channel.Uncertain;
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
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The tables of what Slack answers to a webhook and to a bot, and what each answer means for the message. */
final class SlackAnswers {

    private static final Duration UNNAMED = Duration.ofSeconds(30);

    /** What a webhook's body says when the words themselves will not do. */
    private static final Set<String> NOT_THESE_WORDS =
            Set.of("invalid_payload", "invalid_blocks", "no_text", "msg_too_long");

    /** Slack did nothing, and may do it next time. */
    private static final Set<String> LATER = Set.of(
            "ratelimited",
            "rate_limited",
            "message_limit_exceeded",
            "request_timeout",
            "team_added_to_org",
            "upgrade_required");

    /** "It's possible some aspect of the operation succeeded before the error was raised." */
    private static final Set<String> AMBIGUOUS = Set.of("internal_error", "fatal_error", "service_unavailable");

    /** The message before cannot be answered; the channel can be written to all the same. */
    private static final Set<String> NO_THREAD = Set.of(
            "thread_not_found",
            "invalid_thread_ts",
            "message_not_found",
            "cannot_reply_to_message",
            "restricted_action_thread_locked",
            "restricted_action_non_threadable_channel");

    private static final Set<String> NO_ACCESS = Set.of(
            "not_authed",
            "invalid_auth",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "no_permission",
            "missing_scope",
            "not_allowed_token_type",
            "org_login_required",
            "ekm_access_denied",
            "access_denied",
            "accesslimited",
            "team_access_not_granted",
            "team_not_found",
            "enterprise_is_restricted",
            "two_factor_setup_required",
            "method_deprecated",
            "deprecated_endpoint",
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "is_inactive",
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel");

    private final JsonMapper json;
    private final Clock clock;

    SlackAnswers(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Of an incoming webhook, which answers in plain words and names no message. */
    Outcome ofWebhook(Answer answer, Message message, Uncertain uncertain) {
        return switch (answer) {
            case NotSent(var why) -> notSent(why);
            case Lost(var why) -> uncertain.outcome(message, "Slack did not answer (" + why + ").");
            case Answered answered -> ofWebhook(answered, message, uncertain);
        };
    }

    private Outcome ofWebhook(Answered answer, Message message, Uncertain uncertain) {
        var said = answer.text().strip();
        var quote = said.matches("[a-z_]{1,60}") ? Quote.of("Slack", said) : "";
        return switch (answer.status()) {
            case 200 ->
                said.equals("ok")
                        ? new Delivered(new Receipt(Optional.empty(), Optional.empty()))
                        : uncertain.outcome(message, "Something that is not Slack’s “ok” came back.");
            case 400 ->
                NOT_THESE_WORDS.contains(said) || quote.isEmpty()
                        ? refused(quote)
                        : new Unauthorised("Slack does not take posts at this webhook." + quote);
            case 401, 403, 404, 410 ->
                new Unauthorised("Slack’s webhook is gone or closed (" + answer.status()
                        + "): make a new one in your Slack app and enter its address." + quote);
            case 408, 425 ->
                new Deferred("Slack did not take the message (" + answer.status() + ").", Optional.empty());
            case 429 -> tooMany(answer);
            default -> byClass(answer, message, quote, uncertain);
        };
    }

    /** Of the API, which says in the body how it went; the status is 200 either way. */
    Outcome ofApi(Answer answer, Message message, SlackAccount.Bot bot) {
        return switch (answer) {
            case NotSent(var why) -> notSent(why);
            case Lost(var why) -> lost(message, "Slack did not answer (" + why + ").");
            case Answered answered ->
                answered.json(json)
                        .filter(body -> Json.at(body, "ok").isPresent())
                        .map(body -> ofApi(body, answered, message, bot))
                        .orElseGet(() -> withoutWords(answered, message));
        };
    }

    private Outcome ofApi(JsonNode body, Answered answer, Message message, SlackAccount.Bot bot) {
        if (Json.at(body, "ok")
                .filter(JsonNode::isBoolean)
                .map(JsonNode::getBooleanValue)
                .orElse(false)) {
            return message.act() instanceof Act.Delete
                    ? new Delivered(new Receipt(Optional.empty(), Optional.empty()))
                    : Json.text(body, "ts")
                            .filter(SlackAnswers::isTs)
                            .<Outcome>map(ts -> new Delivered(receipt(ts, message.root(), bot)))
                            .orElseGet(() -> lost(message, "Slack took the message, but its answer does not name it."));
        }
        var error = Json.text(body, "error").orElse("");
        var quote = Quote.of("Slack", error);
        if (LATER.contains(error) || answer.status() == 429) {
            return tooMany(answer);
        }
        if (AMBIGUOUS.contains(error) || answer.status() >= 500) {
            return lost(message, "Slack failed (" + error + ").");
        }
        if (NO_ACCESS.contains(error)) {
            return new Unauthorised(mending(error) + quote);
        }
        return switch (message.act()) {
            case Act.Post _ ->
                NO_THREAD.contains(error)
                        ? new Unthreaded("Slack takes no answer to the first message of this incident." + quote)
                        : refused(quote);
            case Act.Edit _, Act.Delete _ ->
                error.equals("message_not_found")
                        ? new Delivered(new Receipt(Optional.empty(), Optional.empty()))
                        : refused(quote);
        };
    }

    private static String mending(String error) {
        return switch (error) {
            case "channel_not_found" ->
                "Slack knows no such channel, or the bot may not see it: check settings.channel, and invite the bot"
                        + " there.";
            case "not_in_channel" -> "The bot is not in the channel: invite it there.";
            case "is_archived" -> "The channel is archived: take it out of the archive, or name another one.";
            case "missing_scope" -> "The bot may not post: give it the scope chat:write and install it again.";
            case "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel" ->
                "The channel’s rules do not let the bot post: change who may post there.";
            default -> "Slack does not let the bot in: install the app again and enter its new token.";
        };
    }

    /** Something before Slack answered, or half of an answer came. */
    private Outcome withoutWords(Answered answer, Message message) {
        return switch (answer.status()) {
            case 429 -> tooMany(answer);
            case 401, 403, 404, 410 ->
                new Unauthorised("There is no Slack at settings.api_url (" + answer.status() + "): correct it.");
            case 408, 425 ->
                new Deferred("Slack did not take the message (" + answer.status() + ").", Optional.empty());
            default ->
                switch (answer.status() / 100) {
                    case 3 ->
                        new Unauthorised("Slack’s address sends us elsewhere (" + answer.status()
                                + "): correct settings.api_url.");
                    case 4 -> refused("");
                    default -> lost(message, "Slack’s answer could not be read (" + answer.status() + ").");
                };
        };
    }

    private Outcome byClass(Answered answer, Message message, String quote, Uncertain uncertain) {
        return switch (answer.status() / 100) {
            case 3 ->
                new Unauthorised("Slack’s address sends us elsewhere (" + answer.status()
                        + "): copy the webhook’s address anew.");
            case 4 -> refused(quote);
            default -> uncertain.outcome(message, "Slack failed (" + answer.status() + ").");
        };
    }

    /** The bot can be asked for it. */
    private static Outcome lost(Message message, String what) {
        return message.act() instanceof Act.Post
                ? new Unconfirmed(what + " Whether the message is there is looked up.")
                : new Deferred(what + " It is done again.", Optional.empty());
    }

    private Outcome tooMany(Answered answer) {
        return new Deferred(
                "Slack takes no more messages for now.",
                RetryAfter.of(answer.headers(), clock)
                        .or(() -> Optional.of(clock.instant().plus(UNNAMED))));
    }

    private static Outcome refused(String quote) {
        return new Refused("Slack does not take this message as it is: change its words or skip it." + quote);
    }

    private static Outcome notSent(String why) {
        return new Deferred("Slack could not be reached (" + why + "). Nothing was posted.", Optional.empty());
    }

    static Receipt receipt(String ts, Optional<Message.ReplyTo> root, SlackAccount.Bot bot) {
        return new Receipt(
                Optional.of(ts),
                SlackWorkspace.known(bot)
                        .map(workspace -> workspace.resolve("/archives/" + bot.channel() + "/p"
                                + ts.replace(".", "")
                                + root.map(Message.ReplyTo::remoteId)
                                        .map(thread -> "?thread_ts=" + thread + "&cid=" + bot.channel())
                                        .orElse(""))));
    }

    /** A message's id: the moment it was posted, with microseconds. */
    static boolean isTs(String text) {
        return text.matches("\\d{1,12}\\.\\d{6}");
    }

    static String ts(Instant moment) {
        return "%d.%06d".formatted(moment.getEpochSecond(), moment.getNano() / 1_000);
    }

    static Optional<String> ts(URI permalink) {
        var path = Optional.ofNullable(permalink.getPath()).orElse("");
        return path.matches("/archives/[A-Z0-9]+/p\\d{7,18}/?")
                ? Optional.of(path.replaceFirst(".*/p(\\d+)(\\d{6})/?$", "$1.$2"))
                : Optional.empty();
    }
}
