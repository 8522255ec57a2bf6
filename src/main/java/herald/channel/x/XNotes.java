package herald.channel.x;

import herald.channel.Account;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.x.XAnswer.Answered;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What X was found to allow an account, kept in its memory. A memory that does not answer knows nothing, and holds nothing up. */
final class XNotes {

    private static final String REPLIES = "replies_refused_at";
    private static final String PROBED = "probed";
    private static final String LEFT = "left:";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final XSettings settings;
    private final Clock clock;

    XNotes(XSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** When X last refused the account to reply to itself; empty once that is so long ago that it is asked again. */
    Optional<Instant> repliesRefused(Account account) {
        return repliesRefused(read(account));
    }

    private Optional<Instant> repliesRefused(Map<String, String> kept) {
        return Optional.ofNullable(kept.get(REPLIES))
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                .filter(at -> at.plus(settings.askRepliesAgain()).isAfter(clock.instant()));
    }

    /** Keeps what an answer to a post tells of the account beside its outcome. */
    void heard(Account account, Message message, XAnswer answer, Outcome outcome) {
        if (answer instanceof Answered answered) {
            change(account, values -> {
                var after = new HashMap<>(values);
                replies(message, answered, outcome, after);
                windows(answered.headers(), after);
                return after;
            });
        }
    }

    private void replies(Message message, Answered answer, Outcome outcome, Map<String, String> values) {
        if (outcome instanceof Outcome.Unthreaded && !XProblem.of(answer.body()).isParentNotVisible()) {
            values.put(REPLIES, Long.toString(clock.instant().getEpochSecond()));
        } else if (outcome instanceof Outcome.Delivered && message.replyTo().isPresent()) {
            values.remove(REPLIES);
        }
    }

    /** Only what is low: the rest changes with every post and helps nobody. */
    private void windows(HttpHeaders headers, Map<String, String> values) {
        for (var left : RateWindows.ofTheDay(headers)) {
            if (left.posts() <= settings.lowWindow()) {
                values.put(
                        LEFT + left.window(), left.posts() + " " + left.reset().getEpochSecond());
            } else {
                values.remove(LEFT + left.window());
            }
        }
    }

    /** What may go wrong in the next incident, for staff. */
    List<String> warnings(Account account) {
        var kept = read(account);
        var warnings = new ArrayList<String>();
        kept.forEach((name, value) -> {
            if (name.startsWith(LEFT)) {
                low(name.substring(LEFT.length()), value).ifPresent(warnings::add);
            }
        });
        repliesRefused(kept)
                .ifPresent(at -> warnings.add("X does not let this account reply to its own posts (" + TIME.format(at)
                        + "): each update goes out on its own, with its link."));
        return warnings;
    }

    private Optional<String> low(String window, String value) {
        var parts = value.split(" ");
        var reset = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        var whose = window.contains("app") ? "this app" : "this account";
        return Optional.of("X takes " + (parts[0].equals("0") ? "no" : "only " + parts[0]) + " more posts from " + whose
                        + " until " + TIME.format(reset) + ".")
                .filter(_ -> reset.isAfter(clock.instant()));
    }

    /** @return whether this message has not been posted once more to see whether it is out; from now on it has */
    boolean probes(Account account, Message message) {
        return !message.key().equals(read(account).get(PROBED))
                && change(account, values -> {
                    var after = new HashMap<>(values);
                    after.put(PROBED, message.key());
                    return after;
                });
    }

    /** The probe of this message was not taken: it may be made again. */
    void probeEnded(Account account, Message message) {
        change(account, values -> {
            var after = new HashMap<>(values);
            after.remove(PROBED, message.key());
            return after;
        });
    }

    private static Map<String, String> read(Account account) {
        try {
            return account.memory().read().values();
        } catch (RuntimeException _) {
            return Map.of();
        }
    }

    private static boolean change(Account account, UnaryOperator<Map<String, String>> change) {
        try {
            return account.memory().update(change);
        } catch (RuntimeException _) {
            return false;
        }
    }
}
