package herald.channel.practice;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.Measure;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Receipt;
import herald.channel.Words;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Posts into a table of Herald's own. A message's key is unique there, so that it knows a message it already has. */
@Singleton
class PracticeChannel implements Channel {

    private static final Fitting FITTING = new Fitting("The practice account", Measure.graphemes(5_000));

    private final PracticePostRepository posts;
    private final Clock clock;

    PracticeChannel(PracticePostRepository posts, Clock clock) {
        this.posts = posts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "practice";
    }

    @Override
    public List<String> problems(Account account) {
        return List.of();
    }

    @Override
    public String label() {
        return "Practice";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.LINK_POLICY, Field.LONG_TEXT, Field.BACKLOG);
    }

    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of(Ability.THREAD, Ability.EDIT, Ability.DELETE);
    }

    @Override
    public Check check(Account account) {
        return new Check.Ready("Herald itself", List.of());
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
    public Outcome send(Message message, Account account) {
        try {
            switch (message.act()) {
                case Act.Post _ ->
                    posts.post(account.key(), message.key(), message.text(), parent(message), clock.instant());
                case Act.Edit(var id) -> posts.edit(Long.parseLong(id), account.key(), message.text());
                case Act.Delete(var id) -> posts.delete(Long.parseLong(id), account.key());
            }
        } catch (RuntimeException away) {
            return new Outcome.Unconfirmed("The practice account lies in Herald's own database, which did not answer.");
        }
        return switch (message.act()) {
            case Act.Post _ ->
                find(message, account) instanceof Finding.Found(Receipt receipt)
                        ? new Outcome.Delivered(receipt)
                        : new Outcome.Unconfirmed("The practice account did not show the post.");
            case Act.Edit(var id) -> new Outcome.Delivered(receipt(account, id));
            case Act.Delete _ -> new Outcome.Delivered(new Receipt(Optional.empty(), Optional.empty()));
        };
    }

    private static @Nullable Long parent(Message message) {
        return message.replyTo().map(reply -> Long.valueOf(reply.remoteId())).orElse(null);
    }

    private static Receipt receipt(Account account, String id) {
        return new Receipt(
                Optional.of(id), Optional.of(URI.create("/console/practice/" + account.key() + "#post-" + id)));
    }

    @Override
    public Finding find(Message message, Account account) {
        return posts.findByMessageKey(message.key())
                .<Finding>map(post -> new Finding.Found(receipt(account, String.valueOf(post.id()))))
                .orElseGet(Finding.Absent::new);
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        var fragment = permalink.getFragment();
        return fragment != null && fragment.matches("post-\\d{1,18}")
                ? Optional.of(fragment.substring(5))
                : Optional.empty();
    }

    @Override
    public List<Duration> looks() {
        return List.of(Duration.ofSeconds(1));
    }
}
