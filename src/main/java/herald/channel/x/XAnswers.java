package herald.channel.x;

import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Outcome.Unthreaded;
import herald.channel.Receipt;
import herald.channel.x.XAnswer.Answered;
import herald.channel.x.XAnswer.Lost;
import herald.channel.x.XAnswer.NotSent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The table of what X answers to a post, and what each answer means for the message. */
final class XAnswers {

    /** X does not know a new post everywhere at once: a reply that comes too soon is told that its parent is not visible. */
    private static final Duration PARENT_SETTLES = Duration.ofSeconds(60);

    private static final Duration PARENT_PAUSE = Duration.ofSeconds(5);

    /** 32 and 89: keys; 64, 261 and 326: account or app suspended or locked; 453: the app's plan has no posting. */
    private static final Set<Integer> ACCESS_CODES = Set.of(32, 64, 89, 261, 326, 453);

    private static final Set<String> ACCESS_TYPES =
            Set.of("oauth1-permissions", "client-forbidden", "unsupported-authentication");

    private final Clock clock;
    private final RateWindows windows;

    XAnswers(Clock clock) {
        this.clock = clock;
        this.windows = new RateWindows(clock);
    }

    /** @param look asked only where X says that these words are already out */
    Outcome outcome(XAnswer answer, Message message, Supplier<Finding> look) {
        return switch (answer) {
            case NotSent(var why) ->
                new Deferred("X could not be reached (" + why + "). Nothing was posted.", Optional.empty());
            case Lost(var why) ->
                new Unconfirmed("X did not answer (" + why + "): the post may be out. Look at the account.");
            case Answered answered -> answered(answered, message, look);
        };
    }

    private Outcome answered(Answered answer, Message message, Supplier<Finding> look) {
        var problem = XProblem.of(answer.body());
        return ofTheAccount(problem, answer).orElseGet(() -> switch (answer.status()) {
            case 400 ->
                new Refused("X does not take this post as it is: change its words or skip it." + problem.quote());
            case 403 -> forbidden(problem, message, look);
            case 404, 410 -> nothingThere(problem, answer);
            default -> byClass(problem, answer);
        });
    }

    /** What does not hang on the message: X has not done what it was asked. */
    private Optional<Outcome> ofTheAccount(XProblem problem, Answered answer) {
        return switch (answer.status()) {
            case 401 ->
                Optional.of(new Unauthorised(
                        "X does not accept the account’s keys: see that this machine’s clock is right, or enter new"
                                + " ones for this target."
                                + problem.quote()));
            case 402 ->
                Optional.of(
                        new Unauthorised("The account's X credits are used up: buy credits, then resume this target."));
            case 403 -> noAccess(problem, answer);
            case 408 ->
                Optional.of(
                        new Deferred("X gave up waiting for the request (408) and did not take it.", Optional.empty()));
            case 425 -> Optional.of(new Deferred("X asks to send the post again (425).", Optional.empty()));
            case 429 -> Optional.of(tooMany(problem, answer));
            default ->
                answer.status() / 100 == 3
                        ? Optional.of(new Unauthorised(
                                "X’s address sends us elsewhere (" + answer.status() + "): correct settings.api_url."))
                        : Optional.empty();
        };
    }

    private static Optional<Outcome> noAccess(XProblem problem, Answered answer) {
        if (ACCESS_CODES.contains(problem.code())
                || ACCESS_TYPES.contains(problem.type())
                || problem.reason().equals("client-not-enrolled")) {
            return Optional.of(new Unauthorised(
                    "X does not let this account or app post: check its plan, its project and that it may read and"
                            + " write, then make new tokens." + problem.quote()));
        }
        return answer.body().isEmpty()
                ? Optional.of(new Deferred(
                        "Something before X turned the request away (403). Nothing was posted.", Optional.empty()))
                : Optional.empty();
    }

    private static Outcome nothingThere(XProblem problem, Answered answer) {
        return new Refused("There is nothing at the address that posts go to (" + answer.status()
                + "): check settings.api_url, then retry." + problem.quote());
    }

    private Outcome byClass(XProblem problem, Answered answer) {
        return switch (answer.status() / 100) {
            case 2 -> posted(answer);
            case 4 ->
                new Refused("X refused the post (" + answer.status() + "): change it or skip it." + problem.quote());
            default ->
                new Unconfirmed(
                        "X failed (" + answer.status() + ") and may have posted all the same. Look at the account.");
        };
    }

    private static Outcome posted(Answered answer) {
        return XApi.data(answer.body(), "id")
                .filter(XPost::isNumber)
                .<Outcome>map(id -> new Delivered(receipt(id)))
                .orElseGet(() ->
                        new Unconfirmed("X took the post, but its answer does not name it. Look at the account."));
    }

    static Receipt receipt(String id) {
        return new Receipt(Optional.of(id), Optional.of(URI.create("https://x.com/i/status/" + id)));
    }

    private Outcome forbidden(XProblem problem, Message message, Supplier<Finding> look) {
        if (problem.isDuplicate()) {
            return duplicate(message, look.get());
        }
        return message.replyTo()
                .map(parent -> replyRefused(problem, parent))
                .orElseGet(() -> new Refused("X refused the post (403): change it or skip it." + problem.quote()));
    }

    private static Outcome duplicate(Message message, Finding finding) {
        return switch (finding) {
            case Finding.Found(var receipt) -> new Delivered(receipt);
            case Finding.Unknown(var reason) ->
                new Unconfirmed(
                        "X has these very words from this account already, but could not be asked for that post: "
                                + reason);
            case Finding.Absent _
            when message.attempt() > 1 ->
                new Unconfirmed(
                        "X has these very words from this account already: an earlier try may have posted them. Look"
                                + " at the account.");
            case Finding.Absent _ ->
                new Refused("This account has posted these very words before, outside this update: change the"
                        + " words, or confirm that post by its address.");
        };
    }

    private Outcome replyRefused(XProblem problem, Message.ReplyTo parent) {
        if (!problem.isParentNotVisible()) {
            return new Unthreaded("X does not let this account reply to its own post." + problem.quote());
        }
        var now = clock.instant();
        return parent.postedAt().plus(PARENT_SETTLES).isAfter(now)
                ? new Deferred("X does not know the post before this one yet.", Optional.of(now.plus(PARENT_PAUSE)))
                : new Unthreaded("The post before this one is deleted or hidden.");
    }

    private Outcome tooMany(XProblem problem, Answered answer) {
        if (problem.isCapped()) {
            return new Unauthorised(
                    "The account’s posts for this month are used up on X: raise the cap, or resume this target when"
                            + " the next billing cycle begins.");
        }
        return new Deferred("X takes no more posts for now (429).", Optional.of(windows.opensAt(answer.headers())));
    }

    /** The same for a deletion, which may be repeated: a post that is gone counts as deleted. */
    Outcome ofDeletion(XAnswer answer) {
        return switch (answer) {
            case NotSent(var why) ->
                new Deferred("X could not be reached (" + why + "). Nothing was deleted.", Optional.empty());
            case Lost(var why) ->
                new Deferred("X did not answer (" + why + "); the post is deleted once more.", Optional.empty());
            case Answered answered -> ofDeletion(answered);
        };
    }

    private Outcome ofDeletion(Answered answer) {
        var problem = XProblem.of(answer.body());
        if (problem.isNotFound() || isDeleted(answer)) {
            return new Delivered(new Receipt(Optional.empty(), Optional.empty()));
        }
        return ofTheAccount(problem, answer).orElseGet(() -> switch (answer.status() / 100) {
            case 2, 5 ->
                new Deferred(
                        "X did not say whether the post is deleted (" + answer.status() + "); it is deleted once more.",
                        Optional.empty());
            default ->
                answer.status() == 404 || answer.status() == 410
                        ? nothingThere(problem, answer)
                        : new Refused("X did not delete the post (" + answer.status() + ")." + problem.quote());
        });
    }

    private static boolean isDeleted(Answered answer) {
        return answer.status() == 200
                && answer.body()
                        .map(body -> body.get("data"))
                        .map(data -> data.get("deleted"))
                        .filter(deleted -> deleted.isBoolean() && deleted.getBooleanValue())
                        .isPresent();
    }
}
