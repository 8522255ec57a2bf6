package herald.channel.teams;

import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The table of what a workflow's webhook answers, and what each answer means for the message. */
final class TeamsAnswers {

    private static final Duration UNNAMED = Duration.ofSeconds(30);

    /** The workflow is switched off, deleted, or wants a signed-in caller, under whatever status. */
    private static final Set<String> NO_ACCESS = Set.of(
            "WorkflowNotFound",
            "WorkflowTriggerIsNotEnabled",
            "WorkflowTriggerNotFound",
            "DirectApiAuthorizationRequired",
            "DirectApiRequestHasMoreThanOneAuthorization",
            "MissingApiVersionParameter",
            "SecurityTokenNotFound",
            "FlowSuspended",
            "EnvironmentNotFound");

    private final JsonMapper json;
    private final Clock clock;

    TeamsAnswers(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    Outcome outcome(Answer answer, Message message, Uncertain uncertain) {
        return switch (answer) {
            case NotSent(var why) ->
                new Deferred("Teams could not be reached (" + why + "). Nothing was posted.", Optional.empty());
            case Lost(var why) -> uncertain.outcome(message, "The workflow did not answer (" + why + ").");
            case Answered answered -> answered(answered, message, uncertain);
        };
    }

    private Outcome answered(Answered answer, Message message, Uncertain uncertain) {
        var body = answer.json(json);
        var code = body.flatMap(said -> Json.text(said, "error", "code")).orElse("");
        var quote = Quote.of(
                "Teams",
                body.flatMap(said -> Json.text(said, "error", "message")).orElse(code));
        if (answer.status() / 100 == 4 && NO_ACCESS.contains(code)) {
            return closed(quote);
        }
        return switch (answer.status()) {
            case 202 -> new Delivered(new Receipt(Optional.empty(), Optional.empty()));
            case 401, 403, 404, 410 -> closed(quote);
            case 408, 425 -> new Deferred("The workflow did not start (" + answer.status() + ").", Optional.empty());
            case 429 ->
                new Deferred(
                        "Teams takes no more messages for now (429).",
                        RetryAfter.of(answer.headers(), clock)
                                .or(() -> Optional.of(clock.instant().plus(UNNAMED))));
            default ->
                switch (answer.status() / 100) {
                    case 2 -> taken(answer, message, uncertain);
                    case 3 ->
                        new Unauthorised("The workflow’s address sends us elsewhere (" + answer.status()
                                + "): copy it anew from the workflow’s first step.");
                    case 4 ->
                        new Refused("Teams does not take this message as it is (" + answer.status()
                                + "): change its words or skip it." + quote);
                    default -> uncertain.outcome(message, "Teams failed (" + answer.status() + ").");
                };
        };
    }

    /** A workflow with an answer of its own may say anything; a page to sign in on is none. */
    private static Outcome taken(Answered answer, Message message, Uncertain uncertain) {
        boolean isPage = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/html"))
                .isPresent();
        return isPage
                ? uncertain.outcome(message, "A web page came back instead of the workflow’s answer.")
                : new Delivered(new Receipt(Optional.empty(), Optional.empty()));
    }

    private static Outcome closed(String quote) {
        return new Unauthorised(
                "The workflow is gone, switched off or has lost its owner: open it in Teams, or make a new one"
                        + " and enter its address." + quote);
    }
}
