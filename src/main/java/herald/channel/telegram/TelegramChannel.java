package herald.channel.telegram;

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
import herald.channel.Uncertain;
import herald.channel.Words;
import herald.channel.http.AddressGate;
import herald.channel.http.Courier;
import herald.channel.http.Json;
import herald.channel.http.Request;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Telegram. */
@Singleton
final class TelegramChannel implements Channel {

    /** {@code t.me/name/7}, {@code t.me/c/123/7}, and with a topic before the message. */
    private static final Pattern POST_ADDRESS =
            Pattern.compile("/(?:c/\\d{1,19}|[A-Za-z]\\w{3,63})(?:/\\d{1,18})?/(\\d{1,18})");

    private final Courier courier;
    private final AddressGate gate;
    private final TelegramAnswers answers;
    private final TelegramCheck check;
    private final JsonMapper json;

    TelegramChannel(Courier courier, AddressGate gate, Clock clock, JsonMapper json) {
        this.courier = courier;
        this.gate = gate;
        this.answers = new TelegramAnswers(json, clock);
        this.check = new TelegramCheck(json);
        this.json = json;
    }

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public String label() {
        return "Telegram";
    }

    @Override
    public List<Field> fields() {
        return TelegramAccount.FIELDS;
    }

    @Override
    public List<String> problems(Account account) {
        return TelegramAccount.problems(account, gate);
    }

    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of(Ability.THREAD, Ability.EDIT, Ability.DELETE, Ability.ROOT_CARD);
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return TelegramText.fit(words);
    }

    @Override
    public List<Fitted> split(Words words, Account account) {
        return TelegramText.split(words);
    }

    @Override
    public Check check(Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Check.Broken(String.join("; ", problems));
        }
        var known = TelegramAccount.of(account);
        return check.of(known, method -> courier.carry(request(known, method, Json.object("chat_id", known.chat()))));
    }

    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join("; ", problems));
        }
        var known = TelegramAccount.of(account);
        var request = switch (message.act()) {
            case Act.Post _ -> request(known, "sendMessage", post(message, known));
            case Act.Edit(var id) -> request(known, "editMessageText", edit(message, known, id));
            case Act.Delete(var id) ->
                request(known, "deleteMessage", Json.object("chat_id", known.chat(), "message_id", number(id)));
        };
        return answers.outcome(courier.carry(request.when(message.mayLeave())), message, known);
    }

    /** One that is gone keeps no answer from being posted. */
    private static JsonNode post(Message message, TelegramAccount account) {
        return Json.object(
                "chat_id", account.chat(),
                "message_thread_id", account.topic(),
                "text", TelegramText.html(message),
                "parse_mode", "HTML",
                "link_preview_options", Json.object("is_disabled", true),
                "reply_parameters",
                        message.root()
                                .map(root -> Json.object(
                                        "message_id", number(root.remoteId()), "allow_sending_without_reply", true)));
    }

    private static JsonNode edit(Message message, TelegramAccount account, String id) {
        return Json.object(
                "chat_id", account.chat(),
                "message_id", number(id),
                "text", TelegramText.html(message),
                "parse_mode", "HTML",
                "link_preview_options", Json.object("is_disabled", true));
    }

    /** 0 is no message's number, and is answered as one that is gone. */
    private static long number(String id) {
        return id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
    }

    private Request request(TelegramAccount account, String method, JsonNode body) {
        return Request.post(account.method(method), "application/json", Json.bytes(json, body));
    }

    @Override
    public Finding find(Message message, Account account) {
        return Uncertain.of(account).finding("A Telegram bot");
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        var path = POST_ADDRESS.matcher(Optional.ofNullable(permalink.getPath()).orElse(""));
        return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
    }

    @Override
    public List<Duration> looks() {
        return List.of();
    }
}
