package herald.channel.mastodon;

import herald.channel.Finding;
import herald.channel.Finding.Absent;
import herald.channel.Finding.Found;
import herald.channel.Finding.Unknown;
import herald.channel.Message;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.Deadline;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks through an account's own posts for one whose answer was lost. */
final class MastodonTimeline {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
    private static final int MOST_PAGES = 5;

    private final MastodonApi api;
    private final JsonMapper json;

    MastodonTimeline(MastodonApi api, JsonMapper json) {
        this.api = api;
        this.json = json;
    }

    /** @param accountId as the server numbers the account */
    Finding find(Message message, MastodonAccount account, String accountId, Deadline deadline) {
        var from = message.firstSentAt().minus(CLOCKS_DIFFER);
        var before = Optional.<String>empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = api.statuses(account, accountId, before, deadline);
            var listed = list(answer);
            if (listed.isEmpty()) {
                return new Unknown(why(answer));
            }
            var posts = posts(listed.get());
            var finding = among(posts, message, from, account, deadline);
            if (!(finding instanceof Absent) || isLast(posts, from)) {
                return finding;
            }
            before = Optional.of(posts.getLast().id());
        }
        return new Unknown("the account has posted too much since to be looked through");
    }

    private Finding among(
            List<MastodonPost> posts, Message message, Instant from, MastodonAccount account, Deadline deadline) {
        var candidates =
                posts.stream().filter(post -> post.standsFor(message, from)).toList();
        for (var post : candidates) {
            if (MastodonPost.isSaid(post.text(), message)) {
                return new Found(post.receipt());
            }
        }
        // Some servers make more of the words than paragraphs and links: they are asked for them as they came.
        for (var post : candidates) {
            var answer = api.source(account, post.id(), deadline);
            var source = read(answer).flatMap(body -> Json.text(body, "text"));
            if (source.filter(text -> MastodonPost.isSaid(text, message)).isPresent()) {
                return new Found(post.receipt());
            }
            if (source.isEmpty()
                    && !(answer instanceof Answered(var status, var _, var _) && status / 100 == 4 && status != 429)) {
                return new Unknown(why(answer));
            }
        }
        return new Absent();
    }

    private static boolean isLast(List<MastodonPost> posts, Instant from) {
        return posts.isEmpty() || posts.getLast().createdAt().isBefore(from);
    }

    private Optional<JsonNode> list(Answer answer) {
        return read(answer).filter(JsonNode::isArray);
    }

    private Optional<JsonNode> read(Answer answer) {
        return answer instanceof Answered answered && answered.status() == 200 ? answered.json(json) : Optional.empty();
    }

    private static List<MastodonPost> posts(JsonNode list) {
        return Json.list(list).stream()
                .map(MastodonPost::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String why(Answer answer) {
        return switch (answer) {
            case NotSent(var why) -> "the server could not be reached (" + why + ")";
            case Lost(var why) -> "the server did not answer (" + why + ")";
            case Answered(var status, var _, var _) ->
                switch (status) {
                    case 200 -> "the server’s answer could not be read";
                    case 401 -> "the server does not accept the access token (401)";
                    case 403 -> "this token may not read the account's posts (403): make one with read:statuses";
                    case 429 -> "the server answers no more questions for now (429)";
                    default -> "the server answered " + status;
                };
        };
    }
}
