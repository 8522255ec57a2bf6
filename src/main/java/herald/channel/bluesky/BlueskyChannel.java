package herald.channel.bluesky;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.CallDeadlines;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Words;
import herald.channel.bluesky.BlueskySessions.Access;
import herald.channel.http.AddressGate;
import herald.channel.http.Answer;
import herald.channel.http.Courier;
import herald.channel.http.Deadline;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An account on Bluesky, or on another server of the AT Protocol. */
@Singleton
final class BlueskyChannel implements Channel {

    private static final Fitting FITTING = new Fitting("Bluesky", new BlueskyMeasure());

    private final BlueskySessions sessions;
    private final BlueskyRepo repo;
    private final BlueskyThreads threads;
    private final BlueskyAnswers answers;
    private final BlueskyCheck check;
    private final AddressGate gate;
    private final JsonMapper json;
    private final CallDeadlines deadlines;
    private final BlueskySettings settings;

    BlueskyChannel(
            Courier courier,
            AddressGate gate,
            CallDeadlines deadlines,
            BlueskySettings settings,
            Clock clock,
            JsonMapper json) {
        var xrpc = new Xrpc(courier, json);
        this.sessions = new BlueskySessions(xrpc, json, clock);
        this.repo = new BlueskyRepo(xrpc, json);
        this.threads = new BlueskyThreads(repo);
        this.answers = new BlueskyAnswers(json, clock);
        this.check = new BlueskyCheck(xrpc, sessions, json);
        this.gate = gate;
        this.json = json;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "bluesky";
    }

    @Override
    public String label() {
        return "Bluesky";
    }

    @Override
    public List<Field> fields() {
        return BlueskyAccount.FIELDS;
    }

    @Override
    public List<String> problems(Account account) {
        return BlueskyAccount.problems(account, gate);
    }

    /** No edits: clients do not say that a post was changed, and many go on showing the old one. */
    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of(Ability.THREAD, Ability.DELETE);
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return FITTING.cut(words);
    }

    @Override
    public List<Fitted> split(Words words, Account account) {
        return FITTING.split(words);
    }

    @Override
    public Check check(Account account) {
        var problems = problems(account);
        return problems.isEmpty()
                ? check.of(BlueskyAccount.of(account), account.memory(), deadline())
                : new Check.Broken(String.join(" ", problems));
    }

    /** Takes one call's deadline for the post, and up to two more for what has to be asked before and after it. */
    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join(" ", problems));
        }
        var deadline = deadline();
        return switch (sessions.open(BlueskyAccount.of(account), account.memory(), deadline)) {
            case Access.Shut(var outcome) -> outcome;
            case Access.Open(var session) ->
                switch (message.act()) {
                    case Act.Post _ -> post(message, session, account, deadline);
                    case Act.Edit _ -> new Outcome.Refused("A post on Bluesky cannot be given other words.");
                    case Act.Delete(var id) -> delete(id, message, session, account, deadline);
                };
        };
    }

    /** A deletion whose end nobody saw is said to be absent: to do it again does no harm. */
    @Override
    public Finding find(Message message, Account account) {
        if (!(message.act() instanceof Act.Post)) {
            return new Finding.Absent();
        }
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Finding.Unknown(String.join(" ", problems));
        }
        var deadline = deadline();
        return switch (sessions.open(BlueskyAccount.of(account), account.memory(), deadline)) {
            case Access.Open(var session) -> repo.find(session, BlueskyRecord.rkey(message), deadline);
            case Access.Shut _ -> new Finding.Unknown("Bluesky lets nobody sign in to this account now");
        };
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        return PostReference.of(permalink).map(PostReference::remoteId);
    }

    @Override
    public List<Duration> looks() {
        return settings.looks();
    }

    private Outcome post(Message message, BlueskySession session, Account account, Deadline deadline) {
        var rkey = BlueskyRecord.rkey(message);
        // Somebody may have changed by hand what an earlier try has posted: that stays.
        if (message.attempt() > 1 && repo.find(session, rkey, deadline) instanceof Finding.Found(var receipt)) {
            return new Outcome.Delivered(receipt);
        }
        return switch (threads.before(message, session, deadline)) {
            case BlueskyThreads.Broken(var outcome) -> outcome;
            case BlueskyThreads.Known(var reply) -> {
                var post = BlueskyRecord.of(message, reply);
                yield inSession(
                        session,
                        account,
                        deadline,
                        open -> repo.put(open, rkey, post, message.mayLeave(), deadlines.total()),
                        answer -> answers.toPut(
                                answer,
                                written -> repo.written(written, session, rkey),
                                () -> repo.find(session, rkey, deadline())));
            }
        };
    }

    private Outcome delete(String id, Message message, BlueskySession session, Account account, Deadline deadline) {
        return PostReference.of(id)
                .map(post -> inSession(
                        session,
                        account,
                        deadline,
                        open -> repo.delete(open, post.rkey(), message.mayLeave(), deadlines.total()),
                        answers::toDelete))
                .orElseGet(() -> new Outcome.Refused("This is not the id of a post on Bluesky: nothing was deleted."));
    }

    /** Once more in a new session where the far side says that this one is over: then it has done nothing yet. */
    private Outcome inSession(
            BlueskySession session,
            Account account,
            Deadline deadline,
            Function<BlueskySession, Answer> call,
            Function<Answer, Outcome> meaning) {
        var answer = call.apply(session);
        if (!XrpcProblem.saysSessionIsOver(answer, json)) {
            return meaning.apply(answer);
        }
        return switch (sessions.renew(session, BlueskyAccount.of(account), account.memory(), deadline)) {
            case Access.Open(var renewed) -> meaning.apply(call.apply(renewed));
            case Access.Shut(var outcome) -> outcome;
        };
    }

    private Deadline deadline() {
        return Deadline.in(deadlines.total());
    }
}
