package herald.channel.x;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Words;
import herald.channel.http.Courier;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** X, formerly Twitter. */
@Singleton
final class XChannel implements Channel {

    private static final Pattern POST_ADDRESS = Pattern.compile("/status(?:es)?/(\\d{1,19})(?:/.*)?");

    private final XApi api;
    private final XTimeline timeline;
    private final XAnswers answers;
    private final CallDeadlines deadlines;
    private final XSettings settings;

    XChannel(Courier courier, CallDeadlines deadlines, XSettings settings, Clock clock, JsonMapper json) {
        this.api = new XApi(courier, json);
        this.timeline = new XTimeline(api, deadlines);
        this.answers = new XAnswers(clock);
        this.deadlines = deadlines;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "x";
    }

    @Override
    public List<String> problems(Account account) {
        return XAccount.problems(account);
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
        return Set.of(Ability.THREAD);
    }

    @Override
    public Check check(Account account) {
        var problems = XAccount.problems(account);
        return problems.isEmpty()
                ? XCheck.of(api.me(XAccount.of(account), deadlines.total()))
                : new Check.Broken(String.join("; ", problems));
    }

    @Override
    public Fitted fit(Words words, Account account) {
        return XText.fit(words);
    }

    /** Takes one call's deadline, and once more where X says that the words are already out and has to be asked for the post. */
    @Override
    public Outcome send(Message message, Account account) {
        var problems = XAccount.problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join("; ", problems));
        }
        var parent = message.replyTo().flatMap(XPost::number);
        if (message.replyTo().isPresent() && parent.isEmpty()) {
            return new Outcome.Refused(
                    "The post before this one has no number of X's: confirm that one by its address on X.");
        }
        var known = XAccount.of(account);
        var answer = api.createTweet(known, message.text(), parent, message.mayLeave(), deadlines.total());
        return answers.outcome(answer, message, () -> timeline.find(message, known));
    }

    @Override
    public Finding find(Message message, Account account) {
        var problems = XAccount.problems(account);
        return problems.isEmpty()
                ? timeline.find(message, XAccount.of(account))
                : new Finding.Unknown(String.join("; ", problems));
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
