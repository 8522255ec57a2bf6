package herald.channel.email;

import herald.channel.Account;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Receipt;
import herald.channel.email.Progress.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One message's way to all who do not have it yet: a mail of its own for each, over one connection. What did not fit into one call's
 * deadline goes with the next try.
 */
final class Round {

    private final Smtp smtp;
    private final Message message;
    private final Account account;
    private final Progress progress;
    private final long start = System.nanoTime();
    private final List<String> later = new ArrayList<>();
    private Optional<Conversation> conversation = Optional.empty();

    Round(Smtp smtp, Message message, Account account, Progress progress) {
        this.smtp = smtp;
        this.message = message;
        this.account = account;
        this.progress = progress;
    }

    Outcome send(List<Address> recipients, Function<Address, OutgoingMail> mails) {
        try {
            for (var recipient : recipients) {
                if (isSettled(recipient)) {
                    continue;
                }
                if (isLate() || !message.mayLeave().getAsBoolean()) {
                    later.add("Not everybody could be written to in time; the others are next.");
                    break;
                }
                var stop = send(mails.apply(recipient));
                if (stop.isPresent()) {
                    return stop.get();
                }
            }
        } finally {
            conversation.ifPresent(Conversation::close);
        }
        return outcome(recipients);
    }

    /** What ends the round: the server lets nobody through. */
    private Optional<Outcome> send(OutgoingMail mail) {
        boolean isFresh = conversation.isEmpty();
        if (isFresh) {
            switch (smtp.open()) {
                case Smtp.Shut(var outcome) -> {
                    return Optional.of(outcome);
                }
                case Smtp.Talking(var opened) -> conversation = Optional.of(opened);
            }
        }
        var talking = conversation.orElseThrow();
        var outcome = talking.send(mail, message.mayLeave());
        if (!talking.goesOn()) {
            talking.close();
            conversation = Optional.empty();
            if (!isFresh && outcome instanceof Deferred && !isLate()) {
                // The server takes so many mails in one connection; nothing of this one was sent.
                return send(mail);
            }
        }
        return settled(mail.to(), outcome);
    }

    private Optional<Outcome> settled(Address recipient, Outcome outcome) {
        switch (outcome) {
            case Delivered _ -> progress.put(recipient, State.TAKEN, "");
            case Refused(var reason) -> progress.put(recipient, State.REFUSED, reason);
            case Unconfirmed _ ->
                progress.put(recipient, progress.of(recipient).isPresent() ? State.LOST_AGAIN : State.LOST, "");
            case Deferred(var reason, var _) -> later.add(recipient + ": " + reason);
            case Unauthorised held -> {
                return Optional.of(held);
            }
            case Outcome.Unthreaded unthreaded -> later.add(unthreaded.reason());
        }
        return Optional.empty();
    }

    private boolean isSettled(Address recipient) {
        return progress.of(recipient)
                .filter(state -> state == State.TAKEN || state == State.REFUSED)
                .isPresent();
    }

    /** Half of a call's deadline is left for the mail that is begun last. */
    private boolean isLate() {
        return Duration.ofNanos(System.nanoTime() - start)
                        .compareTo(smtp.total().dividedBy(2))
                > 0;
    }

    private Outcome outcome(List<Address> recipients) {
        var lost = in(recipients, State.LOST);
        if (!lost.isEmpty()) {
            later.add("The mail server’s answer was lost for " + listed(lost)
                    + ": the same mail is sent once more, and mailboxes show it once.");
        }
        if (!later.isEmpty()) {
            return new Deferred(later.getFirst(), Optional.empty());
        }
        var unknown = in(recipients, State.LOST_AGAIN);
        if (!unknown.isEmpty()) {
            return new Unconfirmed("The mail server’s answer was lost twice for " + listed(unknown)
                    + ": ask them, then confirm or send again; whoever has it already sees it once.");
        }
        return in(recipients, State.TAKEN).isEmpty()
                ? new Refused("The mail server refused every recipient."
                        + Progress.refusal(account, recipients.getFirst())
                                .map(reason -> " " + reason)
                                .orElse(""))
                : new Delivered(
                        new Receipt(Optional.of(OutgoingMail.id(message.key(), smtp.from())), Optional.empty()));
    }

    private List<Address> in(List<Address> recipients, State state) {
        return recipients.stream()
                .filter(recipient ->
                        progress.of(recipient).filter(state::equals).isPresent())
                .toList();
    }

    private static String listed(List<Address> addresses) {
        return addresses.getFirst() + (addresses.size() > 1 ? " and " + (addresses.size() - 1) + " more" : "");
    }
}
