package herald.channel.email;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.Card;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Field.Choice;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.Mail;
import herald.channel.Measure;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Words;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the people of a list of each update, with a mail of its own for each; an incident is one thread in their mailboxes. */
@Singleton
final class EmailChannel implements Channel {

    private static final Fitting FITTING = new Fitting("E-mail", Measure.graphemes(50_000));

    private static final Field RECIPIENTS = Field.text(
            "recipients", "Addresses", "With commas between them. Each gets a mail of its own and sees no other.");

    private static final Field SUBJECT = Field.choice(
            "subject",
            "Subject",
            "Mailboxes keep an incident together only while its subject stays the same.",
            new Choice("SAME", "The same for the whole incident"),
            new Choice("STAGE", "With the stage, as the theme writes it"));

    private final Smtp smtp;
    private final Clock clock;

    EmailChannel(Smtp smtp, Clock clock) {
        this.smtp = smtp;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public String label() {
        return "E-mail";
    }

    @Override
    public List<Field> fields() {
        return List.of(RECIPIENTS, SUBJECT, Field.BACKLOG);
    }

    @Override
    public List<String> problems(Account account) {
        var problems = new ArrayList<>(smtp.problem().stream().toList());
        problems.addAll(Recipients.problems(account));
        fields().forEach(field -> field.notAChoice(account).ifPresent(problems::add));
        return List.copyOf(problems);
    }

    @Override
    public Set<Ability> abilities(Account account) {
        return Set.of(Ability.THREAD, Ability.MAIL);
    }

    /** The theme’s mails name the incident’s address themselves: it is added only where they do not. */
    @Override
    public Fitted fit(Words words, Account account) {
        var link = words.link().filter(address -> !words.text().contains(address.toString()));
        return FITTING.cut(new Words(words.text(), link, words.language()));
    }

    @Override
    public Outcome send(Message message, Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Outcome.Unauthorised(String.join("; ", problems));
        }
        if (!(message.act() instanceof Act.Post)) {
            return new Outcome.Refused("A mail that is out cannot be changed or taken back: send a follow-up.");
        }
        var progress = Progress.of(account, message.key(), clock);
        return new Round(smtp, message, account, progress)
                .send(Recipients.of(account), recipient -> mail(message, account, recipient));
    }

    private static OutgoingMail mail(Message message, Account account, Address to) {
        return new OutgoingMail(
                message.key(),
                to,
                subject(message, account),
                message.text(),
                message.mail().map(Mail::html).filter(html -> !html.isBlank()),
                message.firstSentAt(),
                message.root().map(Message.ReplyTo::remoteId),
                message.replyTo().map(Message.ReplyTo::remoteId),
                message.card().map(EmailChannel::list).orElse(Map.of()));
    }

    private static String subject(Message message, Account account) {
        var themes = message.mail().map(Mail::subject).filter(subject -> !subject.isBlank());
        var same = message.card().map(card -> "[" + card.page() + "] " + card.title());
        boolean withStage = account.setting("subject").filter("STAGE"::equals).isPresent();
        return (withStage ? themes.or(() -> same) : same.or(() -> themes)).orElse("Status");
    }

    /** RFC 2919: lets mailboxes sort these, and keeps their holiday notes from us. */
    private static Map<String, String> list(Card card) {
        return Optional.ofNullable(card.pageLink().getHost())
                .filter(host -> host.contains(".") && !host.matches("[0-9.]+|\\[.*"))
                .map(host -> Map.of("List-Id", "<" + host + ">"))
                .orElse(Map.of());
    }

    /** A mail server cannot be asked for a mail. */
    @Override
    public Finding find(Message message, Account account) {
        return new Finding.Unknown("A mail server does not tell what it has sent");
    }

    @Override
    public Check check(Account account) {
        var problems = problems(account);
        if (!problems.isEmpty()) {
            return new Check.Broken(String.join("; ", problems));
        }
        return switch (smtp.open()) {
            case Smtp.Shut(Outcome.Unauthorised(var reason)) -> new Check.Broken(reason);
            case Smtp.Shut(Outcome.Deferred(var reason, var _)) -> new Check.Unknown(reason);
            case Smtp.Shut(var outcome) -> new Check.Unknown(outcome.toString());
            case Smtp.Talking(var conversation) -> {
                try (conversation) {
                    yield checked(conversation, account);
                }
            }
        };
    }

    private Check checked(Conversation conversation, Account account) {
        var recipients = Recipients.of(account);
        var warnings = new ArrayList<String>();
        try {
            var refused = conversation.refusesUs();
            if (refused.isPresent()) {
                return new Check.Broken(refused.get());
            }
            for (var recipient : recipients) {
                conversation
                        .refuses(recipient)
                        .or(() -> Progress.refusal(account, recipient)
                                .map(reason -> "The last mail to " + recipient + " was refused. " + reason))
                        .ifPresent(warnings::add);
            }
        } catch (MessagingException _) {
            warnings.add("Not all addresses could be asked for.");
        }
        var who = recipients.size() == 1 ? recipients.getFirst().toString() : recipients.size() + " addresses";
        return new Check.Ready(who + " by way of " + smtp.host(), warnings);
    }

    @Override
    public Optional<String> remoteId(URI permalink) {
        return Optional.empty();
    }

    /** None: whoever did not get it has to say so. */
    @Override
    public List<Duration> looks() {
        return List.of();
    }
}
