package herald.channel.mastodon;

import herald.channel.Check;
import herald.channel.Memory;
import herald.channel.Quote;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.Deadline;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at an account without posting: whose token it is, whether it may post and read, and how long posts may be. */
final class MastodonCheck {

    private final MastodonApi api;
    private final MastodonServers servers;
    private final JsonMapper json;

    MastodonCheck(MastodonApi api, MastodonServers servers, JsonMapper json) {
        this.api = api;
        this.servers = servers;
        this.json = json;
    }

    Check of(MastodonAccount account, Memory memory, Deadline deadline) {
        return switch (api.me(account, deadline)) {
            case NotSent(var why) -> new Check.Unknown("The server could not be reached (" + why + ").");
            case Lost(var why) -> new Check.Unknown("The server did not answer (" + why + ").");
            case Answered answered -> answered(answered, account, memory, deadline);
        };
    }

    private Check answered(Answered answer, MastodonAccount account, Memory memory, Deadline deadline) {
        var body = answer.json(json);
        var quote =
                Quote.of("It", body.flatMap(said -> Json.text(said, "error")).orElse(""));
        int status = answer.status();
        if (status == 429 || status >= 500) {
            return new Check.Unknown("The server answered " + status + "." + quote);
        }
        if (status == 401) {
            return new Check.Broken("The server does not accept the access token." + quote);
        }
        if (status == 403 || status == 422) {
            return new Check.Broken(
                    "The server does not let this token in: it must be a person's or an account's own, with"
                            + " read:accounts." + quote);
        }
        return body.filter(_ -> status == 200)
                .flatMap(me ->
                        Json.text(me, "id").map(id -> permitted(name(me, account), id, account, memory, deadline)))
                .orElseGet(() -> new Check.Broken(
                        "There is no server with Mastodon's API at " + account.server() + " (" + status + ")."));
    }

    private Check permitted(String who, String id, MastodonAccount account, Memory memory, Deadline deadline) {
        if (isForbidden(api.editNothing(account, deadline))) {
            return new Check.Broken("The access token may not post: make one with write:statuses.");
        }
        return new Check.Ready(who, warnings(id, account, memory, deadline));
    }

    private List<String> warnings(String id, MastodonAccount account, Memory memory, Deadline deadline) {
        var warnings = new ArrayList<String>();
        if (!servers.learn(account, id, memory, deadline)) {
            int limit = MastodonMemory.of(memory).measure().limit();
            warnings.add("The server does not say how long a post may be: Herald cuts at " + limit + " letters.");
        }
        if (isForbidden(api.statuses(account, id, Optional.empty(), deadline))) {
            warnings.add("The access token may not read the account's posts: when an answer is lost, staff have to look"
                    + " whether the post is out. Make one with read:statuses.");
        }
        return List.copyOf(warnings);
    }

    private static boolean isForbidden(Answer answer) {
        return answer instanceof Answered answered && answered.status() == 403;
    }

    private static String name(JsonNode me, MastodonAccount account) {
        return "@" + Json.text(me, "acct").orElse("?") + "@" + account.host();
    }
}
