package herald.channel.bluesky;

import herald.channel.Finding;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.Deadline;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The posts of one account, on the server that keeps them. */
final class BlueskyRepo {

    private final Xrpc xrpc;
    private final JsonMapper json;

    BlueskyRepo(Xrpc xrpc, JsonMapper json) {
        this.xrpc = xrpc;
        this.json = json;
    }

    /** Writes a post that is not there yet; the same one again is the same one still, and one that says something else stays. */
    Answer put(BlueskySession session, String rkey, JsonNode post, BooleanSupplier mayLeave, Duration total) {
        var input = Json.object(
                "repo",
                session.did(),
                "collection",
                PostReference.COLLECTION,
                "rkey",
                rkey,
                "record",
                post,
                "swapRecord",
                JsonNode.nullNode());
        return write(session, "com.atproto.repo.putRecord", input, mayLeave, total);
    }

    /** A post that is not there is taken back already. */
    Answer delete(BlueskySession session, String rkey, BooleanSupplier mayLeave, Duration total) {
        var input = Json.object("repo", session.did(), "collection", PostReference.COLLECTION, "rkey", rkey);
        return write(session, "com.atproto.repo.deleteRecord", input, mayLeave, total);
    }

    Finding find(BlueskySession session, String rkey, Deadline deadline) {
        var parameters = Map.of("repo", session.did(), "collection", PostReference.COLLECTION, "rkey", rkey);
        return switch (xrpc.query(
                session.host(), "com.atproto.repo.getRecord", parameters, Optional.empty(), deadline.left())) {
            case NotSent(var why) -> new Finding.Unknown("Bluesky could not be reached (" + why + ")");
            case Lost(var why) -> new Finding.Unknown("Bluesky did not answer (" + why + ")");
            case Answered answered -> found(answered, session, rkey);
        };
    }

    private Finding found(Answered answer, BlueskySession session, String rkey) {
        if (answer.status() == 200) {
            return written(answer, session, rkey)
                    .<Finding>map(post -> new Finding.Found(post.receipt()))
                    .orElseGet(() -> new Finding.Unknown("Bluesky’s answer could not be read"));
        }
        var problem = XrpcProblem.of(answer, json);
        return problem.isNotFound()
                ? new Finding.Absent()
                : new Finding.Unknown("Bluesky answered " + answer.status() + "." + problem.quote());
    }

    /** What an answer says of the post {@code rkey}; empty where it does not give its hash. */
    Optional<PostReference> written(Answered answer, BlueskySession session, String rkey) {
        return answer.json(json)
                .flatMap(body -> Json.text(body, "cid"))
                .filter(cid -> cid.matches("[a-zA-Z0-9]{8,100}"))
                .map(cid -> new PostReference(session.did(), rkey, Optional.of(cid)));
    }

    private Answer write(
            BlueskySession session, String procedure, JsonNode input, BooleanSupplier mayLeave, Duration total) {
        return xrpc.procedure(session.host(), procedure, input, Optional.of(session.access()), mayLeave, total);
    }
}
