package herald.channel.mastodon;

import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Quote;
import herald.channel.Receipt;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.Json;
import herald.channel.http.RateReset;
import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The table of what a server answers, and what each answer means for the message. */
final class MastodonAnswers {

    /** Mastodon's shortest window, for an answer that names none. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final JsonMapper json;
    private final Clock clock;

    MastodonAnswers(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    Outcome toPost(Answer answer) {
        return switch (answer) {
            case NotSent(var why) ->
                new Deferred("The server could not be reached (" + why + "). Nothing was posted.", Optional.empty());
            case Lost(var why) ->
                new Unconfirmed("The server did not answer (" + why + "): the post may be out. Look at the account.");
            case Answered answered ->
                switch (answered.status() / 100) {
                    case 2 -> posted(answered);
                    case 3, 4 -> refused(answered);
                    // Mastodon 4.6 answers 500 to a key it has seen, though that post is out: 500 never means that
                    // nothing is.
                    default ->
                        new Unconfirmed("The server failed (" + answered.status()
                                + ") and may have posted all the same. Look at the account.");
                };
        };
    }

    /** @param changed the post, as it was known before */
    Outcome toEdit(Answer answer, Receipt changed) {
        return switch (answer) {
            case Answered answered
            when answered.status() / 100 == 2 ->
                new Delivered(answered.json(json).flatMap(MastodonPost::receipt).orElse(changed));
            case Answered answered
            when isGone(answered) -> new Refused("The post is no longer there: nothing was changed.");
            case Answered _, NotSent _, Lost _ -> repeatable(answer);
        };
    }

    /** A post that is gone already has been taken back. */
    Outcome toDelete(Answer answer) {
        return switch (answer) {
            case Answered answered
            when answered.status() / 100 == 2 || isGone(answered) ->
                new Delivered(new Receipt(Optional.empty(), Optional.empty()));
            case Answered _, NotSent _, Lost _ -> repeatable(answer);
        };
    }

    static boolean isGone(Answered answer) {
        return answer.status() == 404 || answer.status() == 410;
    }

    private Outcome posted(Answered answer) {
        return answer.json(json)
                .flatMap(MastodonPost::receipt)
                .<Outcome>map(Delivered::new)
                .orElseGet(() -> new Unconfirmed(
                        "The server took the post, but its answer does not name it. Look at the account."));
    }

    private Outcome repeatable(Answer answer) {
        return switch (answer) {
            case NotSent(var why) -> again("The server could not be reached (" + why + ").");
            case Lost(var why) -> again("The server did not answer (" + why + "); asking again does no harm.");
            case Answered answered ->
                answered.status() / 100 == 5
                        ? again("The server failed (" + answered.status() + "); asking again does no harm.")
                        : refused(answered);
        };
    }

    private Outcome refused(Answered answer) {
        int status = answer.status();
        var quote = Quote.of(
                "It",
                answer.json(json).flatMap(body -> Json.text(body, "error")).orElse(""));
        return switch (status) {
            case 401 ->
                new Unauthorised("The server does not accept the access token: make a new one and enter it for this"
                        + " target." + quote);
            case 403 ->
                answer.json(json).isPresent()
                        ? new Unauthorised("The server does not let this account or token post: see that the account is"
                                + " in order and that the token has write:statuses." + quote)
                        : again("Something before the server turned the post away (403). Nothing was posted.");
            case 404, 405, 410 ->
                new Refused("There is nothing at the address that posts go to (" + status
                        + "): check settings.api_url, then retry." + quote);
            case 408, 425 -> again("The server asks to send the post again (" + status + ").");
            case 429 ->
                new Deferred(
                        "The server takes no more posts for now (429).",
                        Optional.of(RateReset.of(answer.headers(), "X-RateLimit-Reset", WINDOW, clock)));
            case 422 ->
                new Refused("The server does not take this post as it is: change its words or skip it." + quote);
            default ->
                status / 100 == 3
                        ? new Unauthorised(
                                "The server’s address sends us elsewhere (" + status + "): correct settings.api_url.")
                        : new Refused("The server refused the post (" + status + "): change it or skip it." + quote);
        };
    }

    private static Outcome again(String reason) {
        return new Deferred(reason, Optional.empty());
    }
}
