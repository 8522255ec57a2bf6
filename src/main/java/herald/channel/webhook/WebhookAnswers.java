package herald.channel.webhook;

import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Receipt;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.RetryAfter;
import java.time.Clock;
import java.util.Optional;

/** The table of what a receiver answers. It takes an event once, however often it comes: what is uncertain is sent again. */
final class WebhookAnswers {

    private final Clock clock;

    WebhookAnswers(Clock clock) {
        this.clock = clock;
    }

    Outcome outcome(Answer answer) {
        return switch (answer) {
            case NotSent(var why) -> new Deferred("The receiver could not be reached (" + why + ").", Optional.empty());
            case Lost(var why) ->
                new Deferred("The receiver did not answer (" + why + "). It gets the event again.", Optional.empty());
            case Answered answered -> answered(answered);
        };
    }

    private Outcome answered(Answered answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return new Delivered(new Receipt(Optional.empty(), Optional.empty()));
        }
        if (status == 410) {
            return new Unauthorised(
                    "The receiver wants no more events (410): enter another address, or remove this target.");
        }
        if (status / 100 == 3) {
            return new Deferred(
                    "The receiver sends us elsewhere (" + status
                            + "), and Herald follows nobody: enter the address it leads to.",
                    Optional.empty());
        }
        var what = status == 401 || status == 403
                ? "The receiver does not accept the event (" + status + "): see that both have the same secret and that"
                        + " its clock is right."
                : "The receiver did not take the event (" + status + ").";
        return new Deferred(what + " It gets it again.", RetryAfter.of(answer.headers(), clock));
    }
}
