package herald.channel.x;

import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Receipt;
import herald.channel.http.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts, looks for what was posted, and deletes, as an account that lets us in. */
final class XPosting {

    private static final Logger LOG = LoggerFactory.getLogger(XPosting.class);

    private static final int MOST_BYTES = 5 << 20;
    private static final int LONGEST_ALT_TEXT = 1_000;

    private static final Receipt WITHOUT_ID = new Receipt(Optional.empty(), Optional.empty());

    private final XApi api;
    private final XTimeline timeline;
    private final XAnswers answers;
    private final XTokens tokens;
    private final XNotes notes;
    private final XSettings settings;
    private final CallDeadlines deadlines;

    XPosting(XApi api, XTokens tokens, XNotes notes, XSettings settings, CallDeadlines deadlines, Clock clock) {
        this.api = api;
        this.timeline = new XTimeline(api, deadlines);
        this.answers = new XAnswers(clock);
        this.tokens = tokens;
        this.notes = notes;
        this.settings = settings;
        this.deadlines = deadlines;
    }

    /**
     * Takes one call's deadline; a picture's before that, and once more where X says that the words are already out and has to be asked
     * for the post.
     */
    Outcome post(Message message, Account account, XAccess.Open access) {
        var parent = message.replyTo().flatMap(XPost::number);
        if (message.replyTo().isPresent() && parent.isEmpty()) {
            return new Outcome.Refused(
                    "The post before this one has no number of X's: confirm that one by its address on X.");
        }
        if (parent.isPresent() && notes.repliesRefused(account).isPresent()) {
            return new Outcome.Unthreaded("X does not let this account reply to its own post, as it said before.");
        }
        var answer = api.createTweet(
                access.account(),
                message.text(),
                parent,
                picture(message, account, access),
                message.mayLeave(),
                deadlines.total());
        var outcome = judged(answer, account, access)
                .orElseGet(() -> answers.outcome(answer, message, () -> ofDuplicate(message, account, access)));
        notes.heard(account, message, answer, outcome);
        return outcome;
    }

    Outcome delete(String remoteId, Message message, Account account, XAccess.Open access) {
        if (!XPost.isNumber(remoteId)) {
            return new Outcome.Refused("The post has no number of X’s: delete it by hand.");
        }
        var answer = api.deleteTweet(access.account(), Long.parseLong(remoteId), message.mayLeave(), deadlines.total());
        return judged(answer, account, access).orElseGet(() -> answers.ofDeletion(answer));
    }

    Finding find(Message message, Account account, XAccess.Open access) {
        var look = look(message, account, access);
        return look.closed() && probes(account) && look.finding() instanceof Finding.Unknown(var reason)
                ? probed(message, account, access, reason)
                : look.finding();
    }

    /** A second try that X calls a duplicate shows that the words are out, wherever the timeline cannot show it. */
    private Finding ofDuplicate(Message message, Account account, XAccess.Open access) {
        var look = look(message, account, access);
        return look.closed() && probes(account) && message.attempt() > 1
                ? new Finding.Found(WITHOUT_ID)
                : look.finding();
    }

    private XTimeline.Look look(Message message, Account account, XAccess.Open access) {
        var known = access.account().userId();
        if (known.isPresent()) {
            return timeline.find(message, access.account(), known.get());
        }
        var answer = api.me(access.account(), deadlines.total());
        var asked = answer instanceof XAnswer.Answered answered
                ? XApi.data(answered.body(), "id").filter(XPost::isNumber).map(Long::valueOf)
                : Optional.<Long>empty();
        asked.ifPresent(userId -> tokens.belongsTo(account, userId));
        return asked.map(userId -> timeline.find(message, access.account(), userId))
                .orElseGet(() ->
                        new XTimeline.Look(new Finding.Unknown(XTimeline.why(answer)), XTimeline.isClosed(answer)));
    }

    /** Posts the same words once more: either that is now the post, or X says that it has them. */
    private Finding probed(Message message, Account account, XAccess.Open access, String reason) {
        if (!notes.probes(account, message)) {
            return new Finding.Unknown(
                    reason + ". It was posted once more to see, and that answer was lost too: look at the account");
        }
        var parent = message.replyTo().flatMap(XPost::number);
        var answer = api.createTweet(
                access.account(), message.text(), parent, Optional.empty(), message.mayLeave(), deadlines.total());
        var outcome = answers.outcome(answer, message, () -> new Finding.Found(WITHOUT_ID));
        if (!(outcome instanceof Outcome.Unconfirmed)) {
            notes.probeEnded(account, message);
        }
        return outcome instanceof Outcome.Delivered(var receipt)
                ? new Finding.Found(receipt)
                : new Finding.Unknown(reason);
    }

    private static boolean probes(Account account) {
        return account.setting("probe").filter("ON"::equals).isPresent();
    }

    /** A token that is turned away early is renewed once before anybody is troubled. */
    private Optional<Outcome> judged(XAnswer answer, Account account, XAccess.Open access) {
        if (!(answer instanceof XAnswer.Answered answered)) {
            return Optional.empty();
        }
        if (answered.status() != 401) {
            tokens.accepted(account, access);
            return Optional.empty();
        }
        return tokens.refused(account, access)
                ? Optional.of(new Outcome.Deferred(
                        "X did not let the account in (401): its access is renewed first.", Optional.empty()))
                : Optional.empty();
    }

    /** The id of the message's picture once X has it; empty where there is none, or X did not take it in time. */
    private Optional<Long> picture(Message message, Account account, XAccess.Open access) {
        if (message.replyTo().isPresent()
                || account.setting("image").filter("FIRST"::equals).isEmpty()) {
            return Optional.empty();
        }
        return message.image().flatMap(image -> {
            var deadline = Deadline.in(settings.uploadDeadline());
            try {
                return image.png()
                        .get()
                        .filter(png -> png.length <= MOST_BYTES)
                        .flatMap(png -> uploaded(png, access, deadline.left()))
                        .map(media -> described(media, image.altText(), access, deadline.left()));
            } catch (RuntimeException failure) {
                LOG.warn("A post on X goes out without its picture", failure);
                return Optional.empty();
            }
        });
    }

    private Optional<Long> uploaded(byte[] png, XAccess.Open access, Duration left) {
        var answer = api.upload(access.account(), png, left);
        if (answer instanceof XAnswer.Answered(var status, var _, var body)) {
            var id = XApi.data(body, "id").filter(XPost::isNumber).map(Long::valueOf);
            if (id.isEmpty()) {
                LOG.warn("A post on X goes out without its picture: X answered {}", status);
            }
            return id;
        }
        LOG.warn("A post on X goes out without its picture: X did not take it in time");
        return Optional.empty();
    }

    private long described(long media, String altText, XAccess.Open access, Duration left) {
        if (!altText.isBlank() && left.isPositive()) {
            int end = Math.min(altText.length(), LONGEST_ALT_TEXT);
            end -= end < altText.length() && Character.isHighSurrogate(altText.charAt(end - 1)) ? 1 : 0;
            api.describe(access.account(), media, altText.substring(0, end), left);
        }
        return media;
    }
}
