package herald.channel.webhook;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Message;
import herald.channel.Outcome;
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
import java.util.stream.Collectors;

/** A receiver of one's own. */
@Singleton
final class WebhookChannel implements Channel {

    private final Courier courier;
    private final AddressGate gate;
    private final WebhookEvent events;
    private final WebhookAnswers answers;
    private final Clock clock;

    WebhookChannel(Courier courier, AddressGate gate, Clock clock, JsonMapper json) {
        this.courier = courier;
        this.gate = gate;
        this.events = new WebhookEvent(json);
        this.answers = new WebhookAnswers(clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String label() {
        return "Webhook";
    }

    @Override
    public List<Field> fields() {
        return WebhookAccount.FIELDS;
    }

    @Override
    public List<String> problems(Account account) {
        return WebhookAccount.problems(account, gate);
    }

    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of();
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return WebhookEvent.fit(words);
    }

    @Override
    public Check check(Account account) {
        var problems = problems(account);
        return problems.isEmpty()
                ? new Check.Ready(
                        WebhookAccount.of(account).address().getHost(),
                        List.of("Address and secret look right. Whether the receiver takes events, only a test post can"
                                + " tell."))
                : new Check.Broken(String.join("; ", problems));
    }

    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join("; ", problems));
        }
        var known = WebhookAccount.of(account);
        var id = WebhookEvent.id(message);
        var body = events.body(message);
        long timestamp = clock.instant().getEpochSecond();
        var signatures = known.keys().stream()
                .map(key -> key.signature(id, timestamp, body))
                .collect(Collectors.joining(" "));
        var request = Request.post(known.address(), "application/json", body)
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(timestamp))
                .header("webhook-signature", signatures);
        return answers.outcome(courier.carry(request.when(message.mayLeave())));
    }

    /** It counts as absent: the receiver takes an event once, however often it comes. */
    @Override
    public Finding find(Message message, Account account) {
        return new Finding.Absent();
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
