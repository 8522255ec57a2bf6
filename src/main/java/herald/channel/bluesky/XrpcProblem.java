package herald.channel.bluesky;

import herald.channel.Quote;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import java.util.Set;

/**
 * What the far side says is wrong.
 *
 * @param name such as {@code ExpiredToken}; empty where it gave none
 */
record XrpcProblem(String name, String message) {

    /** Said with 400, and by some servers with 401. */
    private static final Set<String> STALE = Set.of("ExpiredToken", "InvalidToken");

    private static final Set<String> SHUT = Set.of(
            "AccountTakedown",
            "AccountDeactivated",
            "AccountSuspended",
            "RepoNotFound",
            "RepoTakendown",
            "RepoSuspended",
            "RepoDeactivated");

    static XrpcProblem of(Answered answer, JsonMapper json) {
        var body = answer.json(json);
        return new XrpcProblem(
                body.flatMap(said -> Json.text(said, "error")).orElse(""),
                body.flatMap(said -> Json.text(said, "message")).orElse(""));
    }

    /** Whether the token is taken no longer; nothing was done then. */
    static boolean saysSessionIsOver(Answer answer, JsonMapper json) {
        return answer instanceof Answered answered
                && (answered.status() == 401 || XrpcProblem.of(answered, json).isStaleToken());
    }

    boolean isStaleToken() {
        return STALE.contains(name);
    }

    /** Whether the account itself is shut, or not on this server. */
    boolean isShutAccount() {
        return SHUT.contains(name);
    }

    boolean isNotFound() {
        return name.equals("RecordNotFound");
    }

    /** The record is there already, with other content. */
    boolean isSwapped() {
        return name.equals("InvalidSwap");
    }

    String quote() {
        return Quote.of("It", message.isEmpty() ? name : message);
    }
}
