package herald.channel.discord;

import herald.channel.Act;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unthreaded;
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
import java.util.Optional;

/**
 * The table of what Discord answers, and what each answer means for the message. Whatever says that we may not (401, 403, 404) pauses the
 * target: Discord shuts out for hours whoever asks ten thousand times in vain.
 */
final class DiscordAnswers {

    private static final int UNKNOWN_CHANNEL = 10003;
    private static final int UNKNOWN_MESSAGE = 10008;
    private static final int THREAD_LOCKED = 40067;
    private static final int THREAD_ARCHIVED = 50083;
    private static final int FORUM_NEEDS_A_POST = 220001;
    private static final int ONLY_FORUMS_HAVE_POSTS = 220003;

    /** Shut out before Discord itself, where no pause is named. */
    private static final Duration SHUT_OUT = Duration.ofMinutes(15);

    private final JsonMapper json;
    private final Clock clock;

    DiscordAnswers(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    Outcome outcome(Answer answer, Message message, DiscordAccount account) {
        return switch (answer) {
            case NotSent(var why) ->
                new Deferred("Discord could not be reached (" + why + "). Nothing was posted.", Optional.empty());
            case Lost(var why) -> account.uncertain().outcome(message, "Discord did not answer (" + why + ").");
            case Answered answered -> answered(answered, message, account);
        };
    }

    private Outcome answered(Answered answer, Message message, DiscordAccount account) {
        var body = answer.json(json);
        int code = body.flatMap(problem -> Json.number(problem, "code"))
                .map(Number::intValue)
                .orElse(0);
        var quote = Quote.of(
                "Discord",
                body.flatMap(problem -> Json.text(problem, "message")).orElse(""));
        boolean isPost = message.act() instanceof Act.Post;
        return switch (answer.status()) {
            case 400 -> badRequest(code, quote, message, account);
            case 401, 403 ->
                code == THREAD_LOCKED && isPost
                        ? new Unthreaded("The incident’s post in the forum is locked." + quote)
                        : new Unauthorised("Discord does not let this webhook post any more (" + answer.status()
                                + "): make a new one and enter its address." + quote);
            case 404 -> notFound(code, quote, message);
            case 408, 425 ->
                new Deferred("Discord did not take the message (" + answer.status() + ").", Optional.empty());
            case 429 -> tooMany(answer, body);
            default ->
                switch (answer.status() / 100) {
                    case 2 -> taken(answer, body, message, account);
                    case 3 ->
                        new Unauthorised("Discord’s address sends us elsewhere (" + answer.status()
                                + "): copy the webhook’s address anew.");
                    case 4 -> refused(quote);
                    default -> account.uncertain().outcome(message, "Discord failed (" + answer.status() + ").");
                };
        };
    }

    private Outcome taken(Answered answer, Optional<JsonNode> body, Message message, DiscordAccount account) {
        if (message.act() instanceof Act.Delete && answer.status() == 204) {
            return new Delivered(new Receipt(Optional.empty(), Optional.empty()));
        }
        var id = body.flatMap(post -> Json.text(post, "id")).filter(text -> text.matches("\\d{1,20}"));
        var channel = body.flatMap(post -> Json.text(post, "channel_id")).filter(text -> text.matches("\\d{1,20}"));
        if (id.isEmpty() || channel.isEmpty()) {
            return account.uncertain().outcome(message, "What came back does not name the message.");
        }
        boolean inForum = account.place().isForum() || thread(message).id().isPresent();
        var post = new DiscordPost(inForum ? new DiscordThread(channel) : DiscordThread.NONE, id.get());
        return new Delivered(new Receipt(
                Optional.of(post.remoteId()),
                account.place()
                        .server()
                        .map(server -> URI.create(
                                "https://discord.com/channels/" + server + "/" + channel.get() + "/" + id.get()))));
    }

    /** Where {@code message} belongs: in the post of its incident, where that has one. */
    static DiscordThread thread(Message message) {
        var beside = switch (message.act()) {
            case Act.Post _ -> message.root().map(Message.ReplyTo::remoteId);
            case Act.Edit(var id) -> Optional.of(id);
            case Act.Delete(var id) -> Optional.of(id);
        };
        return beside.flatMap(DiscordPost::of).map(DiscordPost::thread).orElse(DiscordThread.NONE);
    }

    private Outcome badRequest(int code, String quote, Message message, DiscordAccount account) {
        if (code == FORUM_NEEDS_A_POST && !account.place().isForum()) {
            account.place().becomesForum();
            return new Deferred(
                    "The channel is a forum: the incident gets a post of its own there.", Optional.of(clock.instant()));
        }
        if (code == ONLY_FORUMS_HAVE_POSTS && account.place().isForum()) {
            account.place().becomesText();
            return new Deferred("The channel is not a forum any more.", Optional.of(clock.instant()));
        }
        return code == THREAD_ARCHIVED && message.act() instanceof Act.Post
                ? new Unthreaded("The incident’s post in the forum is closed." + quote)
                : refused(quote);
    }

    private static Outcome notFound(int code, String quote, Message message) {
        if (message.act() instanceof Act.Post) {
            return code == UNKNOWN_CHANNEL && thread(message).id().isPresent()
                    ? new Unthreaded("The incident’s post in the forum is gone." + quote)
                    : gone(quote);
        }
        return code == UNKNOWN_MESSAGE || code == UNKNOWN_CHANNEL
                ? new Delivered(new Receipt(Optional.empty(), Optional.empty()))
                : gone(quote);
    }

    private static Outcome gone(String quote) {
        return new Unauthorised("THE DISCORD WEBHOOK IS GONE: nothing is posted there until you make a new one in the"
                + " channel’s settings and enter its address." + quote);
    }

    /** {@code retry_after} is in seconds with a fraction; a ban in front of Discord has no JSON at all. */
    private Outcome tooMany(Answered answer, Optional<JsonNode> body) {
        var until = body.flatMap(limit -> Json.number(limit, "retry_after"))
                .map(seconds -> RetryAfter.in(seconds.doubleValue(), clock))
                .or(() -> RetryAfter.of(answer.headers(), clock))
                .orElse(clock.instant().plus(SHUT_OUT));
        return new Deferred("Discord takes no more messages for now (429).", Optional.of(until));
    }

    private static Outcome refused(String quote) {
        return new Refused("Discord does not take this message as it is: change its words or skip it." + quote);
    }
}
