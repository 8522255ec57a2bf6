package herald.channel.bluesky;

import herald.channel.Check;
import herald.channel.Memory;
import herald.channel.Outcome;
import herald.channel.bluesky.BlueskySessions.Access;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Answer.Lost;
import herald.channel.http.Answer.NotSent;
import herald.channel.http.Deadline;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at an account without posting: whether it can be signed in to, and whether the server that keeps its posts takes the session. */
final class BlueskyCheck {

    private final Xrpc xrpc;
    private final BlueskySessions sessions;
    private final JsonMapper json;

    BlueskyCheck(Xrpc xrpc, BlueskySessions sessions, JsonMapper json) {
        this.xrpc = xrpc;
        this.sessions = sessions;
        this.json = json;
    }

    Check of(BlueskyAccount account, Memory memory, Deadline deadline) {
        return switch (sessions.open(account, memory, deadline)) {
            case Access.Shut(var outcome) -> shut(outcome);
            case Access.Open(var session) -> {
                var answer = ask(session, deadline);
                yield XrpcProblem.saysSessionIsOver(answer, json)
                        ? renewed(session, account, memory, deadline)
                        : said(answer, session, account);
            }
        };
    }

    private Check renewed(BlueskySession stale, BlueskyAccount account, Memory memory, Deadline deadline) {
        return switch (sessions.renew(stale, account, memory, deadline)) {
            case Access.Shut(var outcome) -> shut(outcome);
            case Access.Open(var session) -> said(ask(session, deadline), session, account);
        };
    }

    private Check said(Answer answer, BlueskySession session, BlueskyAccount account) {
        return switch (answer) {
            case NotSent(var why) -> new Check.Unknown("The account’s server could not be reached (" + why + ").");
            case Lost(var why) -> new Check.Unknown("The account’s server did not answer (" + why + ").");
            case Answered answered -> answered(answered, session, account);
        };
    }

    private Check answered(Answered answer, BlueskySession session, BlueskyAccount account) {
        if (answer.status() != 200) {
            var quote = XrpcProblem.of(answer, json).quote();
            var reason = "The account’s server answered " + answer.status() + "." + quote;
            boolean passes = answer.status() == 429 || answer.status() >= 500;
            return passes ? new Check.Unknown(reason) : new Check.Broken(reason);
        }
        var body = answer.json(json);
        if (body.flatMap(said -> Json.at(said, "active"))
                .filter(active -> active.isBoolean() && !active.getBooleanValue())
                .isPresent()) {
            return new Check.Broken("The account is shut on Bluesky.");
        }
        var handle = body.flatMap(said -> Json.text(said, "handle")).orElse(session.handle());
        return new Check.Ready("@" + handle, warnings(account));
    }

    private static List<String> warnings(BlueskyAccount account) {
        return account.hasAppPassword()
                ? List.of()
                : List.of("This is the account’s own password: make an app password, which can be taken back alone.");
    }

    private Answer ask(BlueskySession session, Deadline deadline) {
        return xrpc.query(
                session.host(),
                "com.atproto.server.getSession",
                Map.of(),
                Optional.of(session.access()),
                deadline.left());
    }

    private static Check shut(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unauthorised(var reason) -> new Check.Broken(reason);
            case Outcome.Deferred(var reason, var _) -> new Check.Unknown(reason);
            case Outcome other -> throw new IllegalStateException("no session for another reason: " + other);
        };
    }
}
