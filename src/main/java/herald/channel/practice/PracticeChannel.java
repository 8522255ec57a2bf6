package herald.channel.practice;

import herald.channel.Account;
import herald.channel.Channel;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Receipt;
import herald.channel.Words;
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

    private static final int LIMIT = 5_000;

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
    public Set<String> secrets() {
        return Set.of();
    }

    @Override
    public Fitted fit(Words words, Account account) {
        var link = words.link().map(uri -> "\n\n" + uri).orElse("");
        int room = LIMIT - link.length();
        boolean cut = words.text().length() > room;
        var text = (cut ? words.text().substring(0, words.text().offsetByCodePoints(0, room / 2)) + "…" : words.text())
                + link;
        return new Fitted(text, text.length(), LIMIT, cut, List.of());
    }

    @Override
    public Outcome send(Message message, Account account) {
        var parent =
                message.replyTo().map(reply -> Long.parseLong(reply.remoteId())).orElse(null);
        try {
            posts.post(account.key(), message.key(), message.text(), parent, clock.instant());
        } catch (RuntimeException away) {
            return new Outcome.Unconfirmed("The practice account lies in Herald's own database, which did not answer.");
        }
        return find(message, account) instanceof Finding.Found(Receipt receipt)
                ? new Outcome.Delivered(receipt)
                : new Outcome.Unconfirmed("The practice account did not show the post.");
    }

    @Override
    public Finding find(Message message, Account account) {
        return posts.findByMessageKey(message.key())
                .<Finding>map(post -> new Finding.Found(new Receipt(
                        Optional.of(String.valueOf(post.id())),
                        Optional.of(URI.create("/console/practice/" + account.key() + "#post-" + post.id())))))
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
