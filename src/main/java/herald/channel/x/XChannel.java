package herald.channel.x;

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
import herald.channel.Price;
import herald.channel.Words;
import herald.channel.http.AddressGate;
import herald.channel.http.Courier;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** X, formerly Twitter. */
@Singleton
final class XChannel implements Channel {

    private static final Pattern POST_ADDRESS = Pattern.compile("/status(?:es)?/(\\d{1,19})(?:/.*)?");

    private final XApi api;
    private final XTokens tokens;
    private final XNotes notes;
    private final XPosting posting;
    private final XCost cost;
    private final AddressGate gate;
    private final CallDeadlines deadlines;
    private final XSettings settings;

    XChannel(
            Courier courier,
            AddressGate gate,
            CallDeadlines deadlines,
            XSettings settings,
            Clock clock,
            JsonMapper json) {
        this.api = new XApi(courier, json);
        this.tokens = new XTokens(new XOAuth2(courier, json), deadlines, clock);
        this.notes = new XNotes(settings, clock);
        this.posting = new XPosting(api, tokens, notes, settings, deadlines, clock);
        this.cost = new XCost(settings);
        this.gate = gate;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "x";
    }

    @Override
    public List<String> problems(Account account) {
        return XAccount.problems(account, gate);
    }

    @Override
    public String label() {
        return "X";
    }

    @Override
    public List<Field> fields() {
        return XAccount.FIELDS;
    }

    /** No edits: they need a paid account, end after an hour and make a new post. */
    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of(Ability.THREAD, Ability.DELETE);
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return XText.fit(words);
    }

    @Override
    public List<Fitted> split(Words words, Account account) {
        return XText.split(words);
    }

    @Override
    public Optional<Price> cost(Fitted words, Account account) {
        return Optional.of(cost.of(words.text()));
    }

    @Override
    public Check check(Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Check.Broken(String.join("; ", problems));
        }
        return switch (tokens.access(account)) {
            case XAccess.Shut(var reason) -> new Check.Broken(reason);
            case XAccess.Later(var reason, var _) -> new Check.Unknown(reason);
            case XAccess.Open open -> {
                var answer = api.me(open.account(), deadlines.total());
                yield answer instanceof XAnswer.Answered answered
                                && answered.status() == 401
                                && tokens.refused(account, open)
                        ? new Check.Unknown("X did not let the account in (401): its access is renewed first.")
                        : XCheck.of(answer, notes.warnings(account));
            }
        };
    }

    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join("; ", problems));
        }
        return switch (tokens.access(account)) {
            case XAccess.Shut(var reason) -> new Outcome.Unauthorised(reason);
            case XAccess.Later(var reason, var until) -> new Outcome.Deferred(reason, until);
            case XAccess.Open open ->
                switch (message.act()) {
                    case Act.Post _ -> posting.post(message, account, open);
                    case Act.Delete(var id) -> posting.delete(id, message, account, open);
                    case Act.Edit _ -> new Outcome.Refused("X’s posts cannot be edited: post a follow-up.");
                };
        };
    }

    @Override
    public Finding find(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Finding.Unknown(String.join("; ", problems));
        }
        return switch (tokens.access(account)) {
            case XAccess.Shut(var reason) -> new Finding.Unknown(reason);
            case XAccess.Later(var reason, var _) -> new Finding.Unknown(reason);
            case XAccess.Open open -> posting.find(message, account, open);
        };
    }

    /** A connection outlives all changes but of itself: its refresh token stands nowhere else. */
    @Override
    public Map<String, String> keep(Map<String, String> kept, Account before, Account after) {
        return XApp.of(after)
                .filter(app -> XApp.of(before).filter(app::equals).isPresent())
                .map(app -> XTokens.ownOfThisConnection(kept, app))
                .orElse(Map.of());
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        var path = POST_ADDRESS.matcher(
                Optional.ofNullable(permalink.getPath()).orElse("").replaceFirst("^/[^/]+", ""));
        return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
    }

    @Override
    public List<Duration> looks() {
        return settings.looks();
    }
}
