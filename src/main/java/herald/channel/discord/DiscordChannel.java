package herald.channel.discord;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Quote;
import herald.channel.Uncertain;
import herald.channel.Words;
import herald.channel.http.AddressGate;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Courier;
import herald.channel.http.Json;
import herald.channel.http.Request;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Discord. */
@Singleton
final class DiscordChannel implements Channel {

    private static final String JSON = "application/json";

    /** No message waits longer for its own address. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Courier courier;
    private final AddressGate gate;
    private final DiscordAnswers answers;
    private final JsonMapper json;

    DiscordChannel(Courier courier, AddressGate gate, Clock clock, JsonMapper json) {
        this.courier = courier;
        this.gate = gate;
        this.answers = new DiscordAnswers(json, clock);
        this.json = json;
    }

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public String label() {
        return "Discord";
    }

    @Override
    public List<Field> fields() {
        return DiscordAccount.FIELDS;
    }

    @Override
    public List<String> problems(Account account) {
        return DiscordAccount.problems(account, gate);
    }

    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of(Ability.THREAD, Ability.EDIT, Ability.DELETE, Ability.ROOT_CARD);
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return DiscordText.fit(words);
    }

    @Override
    public List<Fitted> split(Words words, Account account) {
        return DiscordText.split(words);
    }

    @Override
    public Check check(Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Check.Broken(String.join("; ", problems));
        }
        return switch (courier.carry(Request.get(DiscordAccount.of(account).address()))) {
            case Answer.NotSent(var why) -> new Check.Unknown("Discord could not be reached (" + why + ").");
            case Answer.Lost(var why) -> new Check.Unknown("Discord did not answer (" + why + ").");
            case Answered answer -> checked(answer);
        };
    }

    private Check checked(Answered answer) {
        var body = answer.json(json);
        var quote = Quote.of(
                "Discord", body.flatMap(said -> Json.text(said, "message")).orElse(""));
        return switch (answer.status()) {
            case 200 ->
                body.filter(webhook -> Json.text(webhook, "id").isPresent())
                        .<Check>map(webhook -> new Check.Ready(
                                "the webhook " + Json.text(webhook, "name").orElse("without a name"), List.of()))
                        .orElseGet(() -> new Check.Unknown("Discord’s answer could not be read."));
            case 401, 403, 404 ->
                new Check.Broken(
                        "The webhook is gone: make a new one in the channel’s settings and enter its address." + quote);
            default -> new Check.Unknown("Discord answered " + answer.status() + "." + quote);
        };
    }

    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join("; ", problems));
        }
        var known = DiscordAccount.of(account);
        return switch (message.act()) {
            case Act.Post _ -> answers.outcome(post(message, known), message, known);
            case Act.Edit(var id) ->
                change(id, message, known, at -> Request.with("PATCH", at, JSON, body(DiscordLayout.of(message))));
            case Act.Delete(var id) -> change(id, message, known, Request::delete);
        };
    }

    private Outcome change(String id, Message message, DiscordAccount account, Function<URI, Request> request) {
        var post = DiscordPost.of(id);
        if (post.isEmpty()) {
            return new Outcome.Refused("Discord has no message with this number.");
        }
        var outgoing = request.apply(account.message(post.get())).when(message.mayLeave());
        return answers.outcome(courier.carry(outgoing), message, account);
    }

    private Answer post(Message message, DiscordAccount account) {
        learnTheServer(account);
        var thread = DiscordAnswers.thread(message);
        Map<String, Object> fields = DiscordLayout.of(message);
        if (thread.id().isEmpty() && account.place().isForum()) {
            fields.put("thread_name", DiscordLayout.forumTitle(message));
        }
        return courier.carry(
                Request.post(account.messages(thread), JSON, body(fields)).when(message.mayLeave()));
    }

    private void learnTheServer(DiscordAccount account) {
        if (account.place().server().isEmpty()
                && courier.carry(Request.get(account.address()), PATIENCE) instanceof Answered answer
                && answer.status() == 200) {
            answer.json(json)
                    .flatMap(webhook -> Json.text(webhook, "guild_id"))
                    .filter(server -> server.matches("\\d{1,20}"))
                    .ifPresent(account.place()::standsOn);
        }
    }

    private byte[] body(Map<String, Object> fields) {
        return Json.bytes(json, Json.node(fields));
    }

    @Override
    public Finding find(Message message, Account account) {
        return Uncertain.of(account).finding("A Discord webhook");
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        return DiscordPost.of(permalink).map(DiscordPost::remoteId);
    }

    @Override
    public List<Duration> looks() {
        return List.of();
    }
}
