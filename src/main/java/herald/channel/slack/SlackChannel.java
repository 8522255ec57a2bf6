package herald.channel.slack;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.CallDeadlines;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Words;
import herald.channel.http.AddressGate;
import herald.channel.http.Answer;
import herald.channel.http.Courier;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Slack. */
@Singleton
final class SlackChannel implements Channel {

    private final SlackApi api;
    private final SlackWorkspace workspace;
    private final SlackHistory history;
    private final SlackAnswers answers;
    private final SlackCheck check;
    private final AddressGate gate;
    private final SlackSettings settings;

    SlackChannel(
            Courier courier,
            CallDeadlines deadlines,
            AddressGate gate,
            SlackSettings settings,
            Clock clock,
            JsonMapper json) {
        this.api = new SlackApi(courier, deadlines, json);
        this.workspace = new SlackWorkspace(api, json);
        this.history = new SlackHistory(api, deadlines, json);
        this.answers = new SlackAnswers(json, clock);
        this.check = new SlackCheck(api, history, json);
        this.gate = gate;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public String label() {
        return "Slack";
    }

    @Override
    public List<Field> fields() {
        return SlackAccount.FIELDS;
    }

    @Override
    public List<String> problems(Account account) {
        return SlackAccount.problems(account, gate);
    }

    @Override
    public Set<Ability> abilities(Account account) {
        return account.setting("url").isPresent()
                ? Set.of()
                : Set.of(Ability.THREAD, Ability.EDIT, Ability.DELETE, Ability.ROOT_CARD);
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return SlackText.fit(words);
    }

    @Override
    public List<Fitted> split(Words words, Account account) {
        return SlackText.split(words);
    }

    @Override
    public Check check(Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Check.Broken(String.join("; ", problems));
        }
        return switch (SlackAccount.of(account)) {
            case SlackAccount.Webhook webhook -> check.of(webhook);
            case SlackAccount.Bot bot -> check.of(bot);
        };
    }

    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join("; ", problems));
        }
        return switch (SlackAccount.of(account)) {
            case SlackAccount.Webhook webhook ->
                answers.ofWebhook(
                        api.post(webhook, Json.node(SlackLayout.of(message)), message.mayLeave()),
                        message,
                        webhook.uncertain());
            case SlackAccount.Bot bot -> answers.ofApi(act(message, bot), message, bot);
        };
    }

    private Answer act(Message message, SlackAccount.Bot bot) {
        return switch (message.act()) {
            case Act.Post _ -> {
                workspace.learn(bot);
                yield api.call(bot, "chat.postMessage", post(message, bot), message.mayLeave());
            }
            case Act.Edit(var ts) -> api.call(bot, "chat.update", edit(message, bot, ts), message.mayLeave());
            case Act.Delete(var ts) ->
                api.call(bot, "chat.delete", Json.object("channel", bot.channel(), "ts", ts), message.mayLeave());
        };
    }

    private static JsonNode post(Message message, SlackAccount.Bot bot) {
        var fields = SlackLayout.of(message);
        fields.put("channel", bot.channel());
        message.root().ifPresent(root -> {
            fields.put("thread_ts", root.remoteId());
            fields.put("reply_broadcast", bot.broadcast().holdsFor(message.card()));
        });
        fields.put("metadata", SlackHistory.mark(message));
        fields.put("unfurl_links", false);
        fields.put("unfurl_media", false);
        return Json.node(fields);
    }

    private static JsonNode edit(Message message, SlackAccount.Bot bot, String ts) {
        var fields = SlackLayout.of(message);
        fields.put("channel", bot.channel());
        fields.put("ts", ts);
        return Json.node(fields);
    }

    @Override
    public Finding find(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Finding.Unknown(String.join("; ", problems));
        }
        return switch (SlackAccount.of(account)) {
            case SlackAccount.Webhook webhook -> webhook.uncertain().finding("A Slack webhook");
            case SlackAccount.Bot bot -> history.find(message, bot);
        };
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        return SlackAnswers.ts(permalink);
    }

    @Override
    public List<Duration> looks() {
        return settings.looks();
    }
}
