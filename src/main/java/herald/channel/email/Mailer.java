package herald.channel.email;

import herald.channel.Outcome;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Sends single mails: reminders, invitations, links to set a password. Never inside a transaction, and once for each call. */
@Singleton
public final class Mailer {

    private final Smtp smtp;
    private final Clock clock;

    Mailer(Smtp smtp, Clock clock) {
        this.smtp = smtp;
        this.clock = clock;
    }

    /** Why no mail can be sent, in words for the operator; empty when it can. */
    public Optional<String> problem() {
        return smtp.problem();
    }

    /**
     * Hands {@code letter} to the mail server. One whose answer was lost ({@link Outcome.Unconfirmed}) may be sent again: whoever gets both
     * sees one, by its {@code Message-ID}.
     */
    public Outcome send(Letter letter) {
        var problem = smtp.problem();
        if (problem.isPresent()) {
            return new Outcome.Unauthorised(problem.get());
        }
        var to = Address.of(letter.to());
        if (to.isEmpty()) {
            return new Outcome.Refused("The mail address is not one such as name@example.com.");
        }
        var mail = new OutgoingMail(
                letter.key(),
                to.get(),
                letter.subject(),
                letter.text(),
                letter.html(),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        return switch (smtp.open()) {
            case Smtp.Shut(var outcome) -> outcome;
            case Smtp.Talking(var conversation) -> {
                try (conversation) {
                    yield conversation.send(mail, () -> true);
                }
            }
        };
    }
}
