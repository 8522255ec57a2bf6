package herald.channel.bluesky;

import herald.channel.Finding;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Receipt;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.RateReset;
import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The table of what the far side answers, and what each answer means for the message. */
final class BlueskyAnswers {

    /** The shortest window, for an answer that names none. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final JsonMapper json;
    private final Clock clock;

    BlueskyAnswers(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param written what a good answer says of the post
     * @param look whether the post is there: asked where the answer leaves that open
     */
    Outcome toPut(Answer answer, Function<Answered, Optional<PostReference>> written, Supplier<Finding> look) {
        return switch (answer) {
            case NotSent(var why) ->
                new Deferred("Bluesky could not be reached (" + why + "). Nothing was posted.", Optional.empty());
            case Lost(var why) ->
                orFound(
                        look.get(),
                        new Unconfirmed(
                                "Bluesky did not answer (" + why + "): the post may be out. Look at the account."));
            case Answered answered
            when answered.status() / 100 == 2 ->
                written.apply(answered)
                        .<Outcome>map(post -> new Delivered(post.receipt()))
                        .orElseGet(() -> orFound(
                                look.get(),
                                new Unconfirmed("Bluesky took the post, but its answer does not name it. Look at the"
                                        + " account.")));
            case Answered answered when answered.status() >= 500 -> failed(answered.status(), look.get());
            case Answered answered
            when XrpcProblem.of(answered, json).isSwapped() ->
                orFound(
                        look.get(),
                        new Unconfirmed("The post is there already, with other words. Look at the account."));
            case Answered answered -> refused(answered);
        };
    }

    Outcome toDelete(Answer answer) {
        return switch (answer) {
            case NotSent(var why) -> again("Bluesky could not be reached (" + why + ").");
            case Lost(var why) -> again("Bluesky did not answer (" + why + "); asking again does no harm.");
            case Answered answered
            when answered.status() / 100 == 2 -> new Delivered(new Receipt(Optional.empty(), Optional.empty()));
            case Answered answered
            when answered.status() >= 500 ->
                again("Bluesky failed (" + answered.status() + "); asking again does no harm.");
            case Answered answered -> refused(answered);
        };
    }

    /** The server is done with it: what is not there now was not posted, and to write it again would make no second one. */
    private static Outcome failed(int status, Finding finding) {
        return switch (finding) {
            case Finding.Found(var receipt) -> new Delivered(receipt);
            case Finding.Absent _ -> again("Bluesky failed (" + status + ") and has not posted it.");
            case Finding.Unknown(var reason) ->
                new Unconfirmed("Bluesky failed (" + status + ") and may have posted all the same: " + reason + ".");
        };
    }

    private static Outcome orFound(Finding finding, Outcome otherwise) {
        return finding instanceof Finding.Found(var receipt) ? new Delivered(receipt) : otherwise;
    }

    private Outcome refused(Answered answer) {
        var problem = XrpcProblem.of(answer, json);
        int status = answer.status();
        if (problem.isShutAccount()) {
            return new Unauthorised(
                    "The account is shut, or no longer on this server: set it right, then enter its app password anew."
                            + problem.quote());
        }
        return switch (status) {
            case 401 ->
                new Unauthorised("Bluesky does not accept the session: enter a new app password for this target."
                        + problem.quote());
            case 403 ->
                problem.name().isEmpty()
                        ? again("Something before Bluesky turned the post away (403). Nothing was posted.")
                        : new Unauthorised("Bluesky does not let this account post." + problem.quote());
            case 404, 405, 410 ->
                new Refused("There is nothing at the address that posts go to (" + status
                        + "): check settings.api_url, then retry." + problem.quote());
            case 408, 425 -> again("Bluesky asks to send the post again (" + status + ").");
            case 429 ->
                new Deferred(
                        "Bluesky takes no more posts for now (429).",
                        Optional.of(RateReset.of(answer.headers(), "RateLimit-Reset", WINDOW, clock)));
            default -> otherwise(status, problem);
        };
    }

    private static Outcome otherwise(int status, XrpcProblem problem) {
        if (status / 100 == 3) {
            return new Unauthorised("Bluesky’s address sends us elsewhere (" + status + "): correct settings.api_url.");
        }
        return problem.isStaleToken()
                ? new Unauthorised("Bluesky accepts no session of this account: enter a new app password for this"
                        + " target." + problem.quote())
                : new Refused("Bluesky does not take this post as it is (" + status + "): change its words or skip it."
                        + problem.quote());
    }

    private static Outcome again(String reason) {
        return new Deferred(reason, Optional.empty());
    }
}
