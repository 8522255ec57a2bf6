package herald.channel.mastodon;

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
import herald.channel.Receipt;
import herald.channel.Words;
import herald.channel.http.AddressGate;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
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
import java.util.regex.Pattern;

/** An account on a server that speaks Mastodon's API. */
@Singleton
final class MastodonChannel implements Channel {

    /** Statuses that a server also answers where the post before is gone: they differ in that, and some fail outright. */
    private static final Set<Integer> SAID_OF_ORPHANS = Set.of(400, 404, 410, 422, 500);

    /** Mastodon's own and remote names, those of GoToSocial and Hollo, Pleroma's notices. */
    private static final Pattern POST_ADDRESS = Pattern.compile(
            "(?:/(?:web|deck))?(?:(?:/ap)?/users/[^/]+/statuses|/@[^/]+/statuses|/@[^/]+|/statuses|/notice)/([^/]+)(?:/.*)?");

    private final MastodonApi api;
    private final MastodonServers servers;
    private final MastodonTimeline timeline;
    private final MastodonAnswers answers;
    private final MastodonCheck check;
    private final AddressGate gate;
    private final CallDeadlines deadlines;
    private final MastodonSettings settings;

    MastodonChannel(
            Courier courier,
            AddressGate gate,
            CallDeadlines deadlines,
            MastodonSettings settings,
            Clock clock,
            JsonMapper json) {
        this.api = new MastodonApi(courier, json);
        this.servers = new MastodonServers(api, json, clock);
        this.timeline = new MastodonTimeline(api, json);
        this.answers = new MastodonAnswers(json, clock);
        this.check = new MastodonCheck(api, servers, json);
        this.gate = gate;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "mastodon";
    }

    @Override
    public String label() {
        return "Mastodon";
    }

    @Override
    public List<Field> fields() {
        return MastodonAccount.FIELDS;
    }

    @Override
    public List<String> problems(Account account) {
        return MastodonAccount.problems(account, gate);
    }

    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of(Ability.THREAD, Ability.EDIT, Ability.DELETE);
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return fitting(account).cut(words);
    }

    @Override
    public List<Fitted> split(Words words, Account account) {
        return fitting(account).split(words);
    }

    @Override
    public Check check(Account account) {
        var problems = problems(account);
        return problems.isEmpty()
                ? check.of(MastodonAccount.of(account), account.memory(), more())
                : new Check.Broken(String.join(" ", problems));
    }

    /** Takes one call's deadline, and once more where the server has to be asked what it has. */
    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join(" ", problems));
        }
        var known = MastodonAccount.of(account);
        return switch (message.act()) {
            case Act.Post _ -> post(message, known, account);
            case Act.Edit(var id) ->
                answers.toEdit(api.edit(known, id, message), new Receipt(Optional.of(id), Optional.empty()));
            case Act.Delete(var id) -> answers.toDelete(api.delete(known, id, message));
        };
    }

    /** An edit or a deletion whose end nobody saw is said to be absent: to do it again does no harm. */
    @Override
    public Finding find(Message message, Account account) {
        if (!(message.act() instanceof Act.Post)) {
            return new Finding.Absent();
        }
        var problems = problems(account);
        return problems.isEmpty()
                ? find(message, MastodonAccount.of(account), account, more())
                : new Finding.Unknown(String.join(" ", problems));
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        var path = POST_ADDRESS.matcher(Optional.ofNullable(permalink.getPath()).orElse(""));
        return path.matches() ? Optional.of(path.group(1)).filter(MastodonPost::isId) : Optional.empty();
    }

    @Override
    public List<Duration> looks() {
        return settings.looks();
    }

    private Outcome post(Message message, MastodonAccount known, Account account) {
        var answer = api.post(known, message);
        var outcome = answers.toPost(answer);
        if (outcome instanceof Outcome.Delivered) {
            // Its receipt waits for this: not long.
            servers.refresh(known, account.memory(), Deadline.in(deadlines.connect()));
            return outcome;
        }
        return message.replyTo()
                .filter(_ -> answer instanceof Answered answered && SAID_OF_ORPHANS.contains(answered.status()))
                .flatMap(parent -> orphaned(message, parent, outcome, known, account))
                .orElse(outcome);
    }

    /** What became of an answer to a post that is gone; empty where that one stands, or nobody can tell. */
    private Optional<Outcome> orphaned(
            Message message, Message.ReplyTo parent, Outcome outcome, MastodonAccount known, Account account) {
        var deadline = more();
        Answer before = api.status(known, parent.remoteId(), deadline);
        if (!(before instanceof Answered answered) || !MastodonAnswers.isGone(answered)) {
            return Optional.empty();
        }
        var alone = new Outcome.Unthreaded("The post before this one is gone.");
        if (!(outcome instanceof Outcome.Unconfirmed)) {
            return Optional.of(alone);
        }
        return switch (find(message, known, account, deadline)) {
            case Finding.Found(var receipt) -> Optional.of(new Outcome.Delivered(receipt));
            case Finding.Absent _ -> Optional.of(alone);
            case Finding.Unknown _ -> Optional.empty();
        };
    }

    private Finding find(Message message, MastodonAccount known, Account account, Deadline deadline) {
        return servers.accountId(known, account.memory(), deadline)
                .map(id -> timeline.find(message, known, id, deadline))
                .orElseGet(() -> new Finding.Unknown("the server does not say whose token this is"));
    }

    private static Fitting fitting(Account account) {
        return new Fitting("Mastodon", MastodonMemory.of(account.memory()).measure());
    }

    private Deadline more() {
        return Deadline.in(deadlines.total());
    }
}
