package herald.delivery;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.CallDeadlines;
import herald.channel.Card;
import herald.channel.Channel;
import herald.channel.Finding;
import herald.channel.Image;
import herald.channel.Mail;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.database.Transactions;
import herald.incident.Incidents;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.page.Pages;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works for one target under its lease, one message after the other: freeze the words, take the message, commit, send, write down what
 * became of it. What may be out there is looked for before anything else.
 */
@Singleton
class TargetWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TargetWorker.class);
    /** What a call may take beyond its deadline before the lease must not be relied on. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final DeliveryRepository deliveries;
    private final Targets targets;
    private final Leases leases;
    private final Composer composer;
    private final Settlement settlement;
    private final Wordings wordings;
    private final Pictures pictures;
    private final Incidents incidents;
    private final Pages pages;
    private final Transactions transactions;
    private final DeliverySettings settings;
    private final CallDeadlines calls;
    private final ObjectMapper json;
    private final Failpoint failpoint;
    private final ApplicationEventPublisher<ReceiptChanged> events;
    private final Clock clock;

    TargetWorker(
            DeliveryRepository deliveries,
            Targets targets,
            Leases leases,
            Composer composer,
            Settlement settlement,
            Wordings wordings,
            Pictures pictures,
            Incidents incidents,
            Pages pages,
            Transactions transactions,
            DeliverySettings settings,
            CallDeadlines calls,
            ObjectMapper json,
            Failpoint failpoint,
            ApplicationEventPublisher<ReceiptChanged> events,
            Clock clock) {
        this.deliveries = deliveries;
        this.targets = targets;
        this.leases = leases;
        this.composer = composer;
        this.settlement = settlement;
        this.wordings = wordings;
        this.pictures = pictures;
        this.incidents = incidents;
        this.pages = pages;
        this.transactions = transactions;
        this.settings = settings;
        this.calls = calls;
        this.json = json;
        this.failpoint = failpoint;
        this.events = events;
        this.clock = clock;
    }

    /** Does what is due for the target, if this node may, until nothing is due any more. */
    void work(long targetId, BooleanSupplier stopped) {
        var lease = leases.take(targetId);
        if (lease.isEmpty()) {
            return;
        }
        try {
            deliveries.leftInTheMiddle(targetId).forEach(settlement::leftInTheMiddle);
            while (!stopped.getAsBoolean() && step(lease.get())) {}
        } finally {
            leases.release(lease.get());
        }
    }

    /** One message further; false when nothing is due, or the lease is gone. */
    private boolean step(Lease lease) {
        var target = targets.byId(lease.targetId()).filter(t -> t.state() == TargetState.ACTIVE && t.enabled());
        if (target.isEmpty()) {
            return false;
        }
        var channel = targets.channel(target.get());
        if (channel.isEmpty()) {
            return pause(
                    target.get(),
                    "This version of Herald has no channel '" + target.get().channel() + "'.");
        }
        Account account;
        try {
            account = targets.account(target.get());
        } catch (SecretBox.SecretLostException lost) {
            return pause(target.get(), lost.getMessage());
        }
        var lost = deliveries.nextToLookFor(lease.targetId(), clock.instant());
        if (lost.isPresent()) {
            return look(lease, lost.get(), channel.get(), account);
        }
        return deliveries
                .nextToSend(lease.targetId(), clock.instant())
                .map(next -> send(
                        lease,
                        frozen(next, target.get(), channel.get(), account),
                        channel.get(),
                        account,
                        target.get()))
                .orElse(false);
    }

    private boolean send(Lease lease, Optional<Delivery> frozen, Channel channel, Account account, Target target) {
        if (frozen.isEmpty()) {
            return true;
        }
        long id = frozen.get().id();
        if (!take(lease, frozen.get())) {
            return lease.left().isPositive();
        }
        failpoint.reached(Step.SENDING_COMMITTED);
        var delivery = deliveries.findById(id).orElseThrow();
        var message = message(delivery, target, () -> mayLeave(lease));
        told(delivery);
        if (!mayLeave(lease)) {
            settlement.notSent(delivery);
            return false;
        }
        var outcome = harmless(message, sent(channel, message, account));
        failpoint.reached(Step.ANSWERED);
        settlement.settle(delivery, outcome, channel, target, keepsRoot(delivery, channel, account));
        failpoint.reached(Step.SETTLED);
        told(delivery);
        return true;
    }

    private boolean mayLeave(Lease lease) {
        return lease.left().compareTo(calls.total().plus(MARGIN)) >= 0;
    }

    private boolean take(Lease lease, Delivery delivery) {
        long at = lease.now();
        boolean taken = transactions.write(() -> {
            boolean mine = leases.beat(lease)
                    && deliveries.take(
                                    delivery.id(),
                                    delivery.incidentId(),
                                    delivery.targetId(),
                                    delivery.position(),
                                    delivery.turn(),
                                    lease.fence(),
                                    clock.instant())
                            == 1;
            failpoint.reached(Step.SENDING_WRITTEN);
            return mine;
        });
        if (taken) {
            lease.beatenAt(at);
        }
        return taken;
    }

    private boolean look(Lease lease, Delivery delivery, Channel channel, Account account) {
        long at = lease.now();
        boolean mine = transactions.write(() -> leases.beat(lease));
        if (!mine) {
            return false;
        }
        lease.beatenAt(at);
        var target = targets.byId(lease.targetId()).orElseThrow();
        settlement.settle(delivery, found(channel, message(delivery, target, () -> mayLeave(lease)), account), channel);
        told(delivery);
        return true;
    }

    /** The message with its words and its parent frozen; nothing when it shall not go out, or staff have taken it away meanwhile. */
    private Optional<Delivery> frozen(Delivery delivery, Target target, Channel channel, Account account) {
        try {
            if (delivery.kind() != DeliveryKind.DELETE && deliveries.withdrawals(delivery.updateId()) > 0) {
                return left(delivery, "Its words were withdrawn before it left.");
            }
            if (delivery.text() == null) {
                return freeze(delivery, target, channel, account);
            }
            if (delivery.part() > 1 && delivery.attempts() == 0 && delivery.replyTo() == null && !delivery.alone()) {
                var parent = parent(delivery).map(Delivery::remoteId).orElse(null);
                transactions.run(() -> deliveries.thread(delivery.id(), parent, clock.instant()));
                return deliveries.findById(delivery.id());
            }
            return Optional.of(delivery);
        } catch (RuntimeException failure) {
            LOG.error("The words of delivery {} cannot be written", delivery.code(), failure);
            settlement.notWritten(delivery, failure);
            return Optional.empty();
        }
    }

    private Optional<Delivery> left(Delivery delivery, String why) {
        transactions.run(() -> deliveries.superseded(delivery.id(), why, clock.instant()));
        told(delivery);
        return Optional.empty();
    }

    private Optional<Delivery> freeze(Delivery delivery, Target target, Channel channel, Account account) {
        return switch (delivery.kind()) {
            case POST -> foldedAway(delivery, account) ? Optional.empty() : freezePost(delivery, target, channel);
            case EDIT, DELETE ->
                deliveries
                        .standing(delivery.updateId(), delivery.targetId(), delivery.part(), delivery.revision())
                        .map(subject -> freezeChange(delivery, target, channel, subject))
                        .orElseGet(() -> left(delivery, "There is no post left that it could change."));
            case ROOT ->
                deliveries.laterRoots(delivery.incidentId(), delivery.targetId(), delivery.position()) > 0
                        ? left(delivery, "A later state stands there already, or is on its way.")
                        : deliveries
                                .root(delivery.incidentId(), delivery.targetId())
                                .map(root -> freezeChange(delivery, target, channel, root))
                                .orElseGet(() -> left(delivery, "There is no first message left."));
        };
    }

    /** Where the target was away and wants no old news: whether this message is left to the last of those that wait behind it. */
    private boolean foldedAway(Delivery delivery, Account account) {
        boolean folds = account.setting("backlog").filter("FOLD"::equals).isPresent();
        var now = clock.instant();
        if (!folds
                || delivery.part() > 1
                || delivery.revision() > 1
                || delivery.attempts() > 0
                || postedAt(delivery)
                        .plus(settings.undoWindow())
                        .plus(settings.foldAfter())
                        .isAfter(now)) {
            return false;
        }
        var behind = deliveries.waitingBehind(delivery.incidentId(), delivery.targetId(), delivery.position(), now);
        if (behind.isEmpty()) {
            return false;
        }
        transactions.run(() -> {
            if (deliveries.superseded(delivery.id(), "Told together with a later update.", now) == 1) {
                deliveries.fold(delivery.id(), behind.getLast().id());
            }
        });
        told(delivery);
        return true;
    }

    private Instant postedAt(Delivery delivery) {
        var story = incidents.story(delivery.incidentId()).orElseThrow();
        return told(story, delivery.updateId()).update().createdAt();
    }

    private Optional<Delivery> freezePost(Delivery delivery, Target target, Channel channel) {
        var parent = delivery.alone() ? Optional.<Delivery>empty() : parent(delivery);
        var composed = compose(delivery, target, channel, parent.isEmpty());
        boolean whole = delivery.part() == 1;
        freeze(
                delivery,
                composed,
                composed.part(delivery.part()).text(),
                parent.map(Delivery::remoteId).orElse(null),
                whole ? composed.parts().size() : 1);
        failpoint.reached(Step.TEXT_FROZEN);
        return deliveries.findById(delivery.id()).filter(now -> now.text() != null);
    }

    private Optional<Delivery> freezeChange(Delivery delivery, Target target, Channel channel, Delivery subject) {
        if (delivery.kind() == DeliveryKind.DELETE) {
            transactions.run(() -> deliveries.freeze(delivery.id(), "", subject.remoteId(), clock.instant()));
        } else {
            var composed = compose(delivery, target, channel, subject.replyTo() == null);
            freeze(delivery, composed, composed.part(delivery.part()).text(), subject.remoteId(), 1);
        }
        return deliveries.findById(delivery.id()).filter(now -> now.text() != null);
    }

    private void freeze(Delivery delivery, Composed composed, String text, @Nullable String replyTo, int parts) {
        transactions.run(() -> {
            var now = clock.instant();
            if (deliveries.freeze(delivery.id(), text, replyTo, now) != 1) {
                return;
            }
            deliveries.forgetCard(delivery.id());
            deliveries.keepCard(
                    delivery.id(),
                    json(composed.card()),
                    composed.mail().map(this::json).orElse(null));
            if (delivery.kind() == DeliveryKind.POST && delivery.part() == 1) {
                deliveries.forgetParts(delivery.updateId(), delivery.targetId(), delivery.revision());
            }
            for (int part = 2; part <= parts; part++) {
                deliveries.add(
                        delivery.pageId(),
                        delivery.incidentId(),
                        delivery.updateId(),
                        delivery.targetId(),
                        DeliveryKind.POST,
                        part,
                        delivery.revision(),
                        delivery.position(),
                        composed.part(part).text(),
                        Settlement.AT_ONCE,
                        now);
            }
        });
    }

    private Composed compose(Delivery delivery, Target target, Channel channel, boolean first) {
        var page = pages.byId(delivery.pageId()).orElseThrow();
        var story = incidents.story(delivery.incidentId()).orElseThrow();
        var all = deliveries.ofUpdate(delivery.updateId(), delivery.targetId());
        boolean correction = delivery.kind() == DeliveryKind.POST
                && delivery.revision() > 1
                && all.stream()
                        .noneMatch(other ->
                                other.kind() == DeliveryKind.DELETE && other.revision() == delivery.revision());
        var before = delivery.kind() == DeliveryKind.POST && delivery.revision() == 1
                ? deliveries.foldedInto(delivery.id()).stream()
                        .map(folded -> told(story, folded.updateId()))
                        .toList()
                : List.<Told>of();
        var wording = delivery.revision() == 1 && delivery.kind() == DeliveryKind.POST
                ? wordings.of(delivery.updateId(), delivery.targetId()).orElse(null)
                : null;
        return composer.compose(
                page,
                story,
                told(story, delivery.updateId()),
                target,
                channel,
                new Occasion(first, wording, correction, before));
    }

    private static Told told(Story story, long updateId) {
        return story.updates().stream()
                .filter(update -> update.update().id() == updateId)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Delivery> parent(Delivery delivery) {
        return deliveries.parent(delivery.incidentId(), delivery.targetId(), delivery.position(), delivery.turn());
    }

    private Message message(Delivery delivery, Target target, BooleanSupplier mayLeave) {
        var replyTo = Optional.ofNullable(delivery.replyTo());
        boolean post = delivery.kind() == DeliveryKind.POST;
        Act act = switch (delivery.kind()) {
            case POST -> new Act.Post();
            case EDIT, ROOT -> new Act.Edit(replyTo.orElseThrow());
            case DELETE -> new Act.Delete(replyTo.orElseThrow());
        };
        var parent = parent(delivery).map(Delivery::deliveredAt).orElse(delivery.createdAt());
        var root = deliveries.root(delivery.incidentId(), delivery.targetId());
        var card = deliveries.card(delivery.id()).map(kept -> read(kept, Card.class));
        return new Message(
                delivery.code() + "-" + delivery.revision() + "-"
                        + delivery.createdAt().toEpochMilli(),
                act,
                delivery.text(),
                card,
                deliveries.mail(delivery.id()).map(mail -> read(mail, Mail.class)),
                post && replyTo.isEmpty() ? card.map(first -> picture(delivery, first)) : Optional.empty(),
                target.language(),
                post ? replyTo.map(id -> new Message.ReplyTo(id, parent)) : Optional.empty(),
                post && replyTo.isPresent()
                        ? root.map(first -> new Message.ReplyTo(first.remoteId(), first.deliveredAt()))
                        : Optional.empty(),
                delivery.attempts(),
                delivery.firstSentAt(),
                mayLeave);
    }

    private Image picture(Delivery delivery, Card card) {
        return pictures.of(pages.byId(delivery.pageId()).orElseThrow(), card);
    }

    /** Whether the first message is brought to the state of this one once it is out. */
    private static boolean keepsRoot(Delivery delivery, Channel channel, Account account) {
        return delivery.kind() == DeliveryKind.POST
                && delivery.replyTo() != null
                && channel.abilities(account).contains(Ability.ROOT_CARD);
    }

    /** A change may be repeated, so that an answer that was lost is no riddle. */
    private static Outcome harmless(Message message, Outcome outcome) {
        return !(message.act() instanceof Act.Post) && outcome instanceof Outcome.Unconfirmed(var reason)
                ? new Outcome.Deferred(reason, Optional.empty())
                : outcome;
    }

    private String json(Object card) {
        try {
            return json.writeValueAsString(card);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private boolean pause(Target target, String reason) {
        LOG.warn("Target {} is paused: {}", target.code(), reason);
        transactions.run(() -> targets.pause(target, reason));
        return false;
    }

    /** Whoever listens only shows it: what fails there must not touch the message. */
    private void told(Delivery delivery) {
        try {
            events.publishEvent(new ReceiptChanged(delivery.pageId(), delivery.incidentId()));
        } catch (RuntimeException failure) {
            LOG.warn("A receipt could not be shown", failure);
        }
    }

    private static Outcome sent(Channel channel, Message message, Account account) {
        try {
            return channel.send(message, account);
        } catch (RuntimeException broken) {
            LOG.error("Channel {} broke its promise", channel.name(), broken);
            return new Outcome.Unconfirmed("Herald failed while it was sending; whether the post is out is looked up.");
        }
    }

    private static Finding found(Channel channel, Message message, Account account) {
        try {
            return channel.find(message, account);
        } catch (RuntimeException broken) {
            LOG.error("Channel {} broke its promise", channel.name(), broken);
            return new Finding.Unknown("Herald failed while it was looking.");
        }
    }
}
