package herald.channel.x;

import herald.channel.CallDeadlines;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.x.XAnswer.Answered;
import herald.channel.x.XAnswer.Lost;
import herald.channel.x.XAnswer.NotSent;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Looks through an account's own posts for one whose answer was lost; all its pages share one call's deadline. */
final class XTimeline {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
    private static final int MOST_PAGES = 5;
    private static final Set<Integer> CLOSED = Set.of(402, 403, 429);

    private final XApi api;
    private final CallDeadlines deadlines;

    XTimeline(XApi api, CallDeadlines deadlines) {
        this.api = api;
        this.deadlines = deadlines;
    }

    /** @param closed whether X does not let the account look, for want of access or for now */
    record Look(Finding finding, boolean closed) {}

    Look find(Message message, XAccount account, long userId) {
        var parent = message.replyTo().flatMap(XPost::number);
        var from = message.firstSentAt().minus(CLOCKS_DIFFER);
        var start = System.nanoTime();
        var next = Optional.<String>empty();
        for (var page = 0; page < MOST_PAGES; page++) {
            var answer = api.timeline(account, userId, parent, from, next, remaining(start));
            if (!(answer instanceof Answered(var status, var _, var body))
                    || status != 200
                    || !body.filter(XTimeline::isPage).isPresent()) {
                return new Look(new Finding.Unknown(why(answer)), isClosed(answer));
            }
            var found = posts(body.get()).filter(post -> post.is(message, from)).findFirst();
            if (found.isPresent()) {
                return new Look(new Finding.Found(XAnswers.receipt(found.get().id())), false);
            }
            next = Optional.ofNullable(body.get().get("meta"))
                    .map(meta -> meta.get("next_token"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::getStringValue);
            if (next.isEmpty()) {
                return new Look(new Finding.Absent(), false);
            }
        }
        return new Look(new Finding.Unknown("the account has posted too much since to be looked through"), false);
    }

    static boolean isClosed(XAnswer answer) {
        return answer instanceof Answered answered && CLOSED.contains(answered.status());
    }

    private Duration remaining(long start) {
        return deadlines.total().minusNanos(System.nanoTime() - start);
    }

    /** An empty timeline has no {@code data}: its count says that it is empty and not broken. */
    private static boolean isPage(JsonNode body) {
        return isList(body.get("data"))
                || Optional.ofNullable(body.get("meta"))
                        .map(meta -> meta.get("result_count"))
                        .filter(count -> count.isNumber() && count.getIntValue() == 0)
                        .isPresent();
    }

    private static Stream<XPost> posts(JsonNode body) {
        var data = body.get("data");
        return isList(data)
                ? StreamSupport.stream(data.values().spliterator(), false)
                        .map(XPost::of)
                        .flatMap(Optional::stream)
                : Stream.empty();
    }

    private static boolean isList(JsonNode node) {
        return node != null && node.isArray();
    }

    static String why(XAnswer answer) {
        return switch (answer) {
            case NotSent(var why) -> "X could not be reached (" + why + ")";
            case Lost(var why) -> "X did not answer (" + why + ")";
            case Answered(var status, var _, var body) ->
                switch (status) {
                    case 200 -> "X’s answer could not be read";
                    case 401 -> "X does not accept the account's keys (401)";
                    case 402 -> "the account's X credits are used up (402)";
                    case 403 ->
                        "this account may not read its own posts (403)."
                                + XProblem.of(body).quote();
                    case 429 -> "X answers no more questions for now (429)";
                    default -> "X answered " + status + "." + XProblem.of(body).quote();
                };
        };
    }
}
