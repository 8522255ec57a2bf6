package herald.channel.teams;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Uncertain;
import herald.channel.Words;
import herald.channel.http.AddressGate;
import herald.channel.http.Courier;
import herald.channel.http.Request;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Microsoft Teams. */
@Singleton
final class TeamsChannel implements Channel {

    private final Courier courier;
    private final AddressGate gate;
    private final TeamsCard cards;
    private final TeamsAnswers answers;

    TeamsChannel(Courier courier, AddressGate gate, Clock clock, JsonMapper json) {
        this.courier = courier;
        this.gate = gate;
        this.cards = new TeamsCard(json);
        this.answers = new TeamsAnswers(json, clock);
    }

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public String label() {
        return "Microsoft Teams";
    }

    @Override
    public List<Field> fields() {
        return TeamsAccount.FIELDS;
    }

    @Override
    public List<String> problems(Account account) {
        return TeamsAccount.problems(account, gate);
    }

    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of();
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return cards.fit(words);
    }

    @Override
    public List<Fitted> split(Words words, Account account) {
        return cards.split(words);
    }

    /** Every request starts the workflow, and so posts. */
    @Override
    public Check check(Account account) {
        var problems = problems(account);
        return problems.isEmpty()
                ? new Check.Ready(
                        "a workflow in Teams",
                        List.of("The address looks right. Whether the workflow runs, only a test post can tell."))
                : new Check.Broken(String.join("; ", problems));
    }

    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join("; ", problems));
        }
        var known = TeamsAccount.of(account);
        var request = Request.post(known.address(), "application/json", cards.message(message.text(), message.card()));
        return answers.outcome(courier.carry(request.when(message.mayLeave())), message, known.uncertain());
    }

    @Override
    public Finding find(Message message, Account account) {
        return Uncertain.of(account).finding("Teams");
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        return Optional.empty();
    }

    @Override
    public List<Duration> looks() {
        return List.of();
    }
}
