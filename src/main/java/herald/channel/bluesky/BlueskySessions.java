package herald.channel.bluesky;

import herald.channel.Memory;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Unauthorised;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.Deadline;
import herald.channel.http.Json;
import herald.channel.http.RateReset;
import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps one session for each account. To sign in is allowed a few times an hour, so it is done only where nothing is kept; whoever
 * renews a session that somebody else has renewed meanwhile takes theirs.
 */
final class BlueskySessions {

    /** The shortest window of signing in, for an answer that names none. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Xrpc xrpc;
    private final JsonMapper json;
    private final Clock clock;

    BlueskySessions(Xrpc xrpc, JsonMapper json, Clock clock) {
        this.xrpc = xrpc;
        this.json = json;
        this.clock = clock;
    }

    /** A session, or why there is none. */
    sealed interface Access {
        record Open(BlueskySession session) implements Access {}

        /** @param outcome what this means for a message; nothing of it has been sent */
        record Shut(Outcome outcome) implements Access {}
    }

    Access open(BlueskyAccount account, Memory memory, Deadline deadline) {
        var kept = memory.read();
        return BlueskySession.of(kept.values())
                .<Access>map(Access.Open::new)
                .orElseGet(() -> signIn(account, memory, kept.version(), deadline));
    }

    /** Another in place of {@code stale}, which the far side takes no longer. */
    Access renew(BlueskySession stale, BlueskyAccount account, Memory memory, Deadline deadline) {
        var kept = memory.read();
        var other = BlueskySession.of(kept.values())
                .filter(session -> !session.access().equals(stale.access()));
        if (other.isPresent()) {
            return new Access.Open(other.get());
        }
        var answer =
                xrpc.procedure(account.server(), "com.atproto.server.refreshSession", stale.refresh(), deadline.left());
        return XrpcProblem.saysSessionIsOver(answer, json)
                ? signIn(account, memory, kept.version(), deadline)
                : access(answer, account, memory, kept.version());
    }

    private Access signIn(BlueskyAccount account, Memory memory, long version, Deadline deadline) {
        var input = Json.object("identifier", account.identifier(), "password", account.password());
        var answer = xrpc.procedure(
                account.server(),
                "com.atproto.server.createSession",
                input,
                Optional.empty(),
                () -> true,
                deadline.left());
        return access(answer, account, memory, version);
    }

    private Access access(Answer answer, BlueskyAccount account, Memory memory, long version) {
        return switch (answer) {
            case NotSent(var why) -> later("Bluesky could not be reached (" + why + ").");
            case Lost(var why) -> later("Bluesky did not answer the sign-in (" + why + ").");
            case Answered answered when answered.status() == 200 -> opened(answered, account, memory, version);
            case Answered answered -> refused(answered);
        };
    }

    private Access opened(Answered answer, BlueskyAccount account, Memory memory, long version) {
        var body = answer.json(json);
        if (body.flatMap(said -> Json.at(said, "active"))
                .filter(active -> active.isBoolean() && !active.getBooleanValue())
                .isPresent()) {
            return shut("The account is shut on Bluesky"
                    + body.flatMap(said -> Json.text(said, "status"))
                            .map(status -> " (" + status + ")")
                            .orElse("")
                    + ".");
        }
        return body.flatMap(said -> BlueskySession.of(said, account.server()))
                .<Access>map(session -> new Access.Open(kept(session, memory, version)))
                .orElseGet(() -> later("Bluesky’s answer to the sign-in could not be read."));
    }

    /** What is kept from now on: this one, or that of whoever was faster. */
    private static BlueskySession kept(BlueskySession session, Memory memory, long version) {
        return memory.write(version, session.kept())
                ? session
                : BlueskySession.of(memory.read().values()).orElse(session);
    }

    private Access refused(Answered answer) {
        var problem = XrpcProblem.of(answer, json);
        int status = answer.status();
        if (status == 429) {
            return new Access.Shut(new Deferred(
                    "Bluesky lets this account sign in no more for now (429).",
                    Optional.of(RateReset.of(answer.headers(), "RateLimit-Reset", WINDOW, clock))));
        }
        if (status >= 500 || status == 408 || status == 425) {
            return later("Bluesky failed while signing in (" + status + ").");
        }
        if (problem.name().isEmpty()) {
            return status == 403
                    ? later("Something before Bluesky turned the sign-in away (403).")
                    : shut("There is no server of the AT Protocol at settings.api_url (" + status + "): correct it.");
        }
        return shut(
                switch (problem.name()) {
                    case "AuthFactorTokenRequired" ->
                        "Bluesky asks for a code by mail, as it does for the account’s own password: make an app"
                                + " password and enter that.";
                    case "AuthenticationRequired" ->
                        "Bluesky does not accept the handle or the app password: make a new one and enter it for this"
                                + " target." + problem.quote();
                    default -> "Bluesky does not let this account sign in." + problem.quote();
                });
    }

    private static Access later(String reason) {
        return new Access.Shut(new Deferred(reason + " Nothing was posted.", Optional.empty()));
    }

    private static Access shut(String reason) {
        return new Access.Shut(new Unauthorised(reason));
    }
}
