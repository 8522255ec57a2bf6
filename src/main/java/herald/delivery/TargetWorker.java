package herald.delivery;

import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Channel;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.database.Transactions;
import herald.incident.Incidents;
import herald.page.Pages;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
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
    private final Incidents incidents;
    private final Pages pages;
    private final Transactions transactions;
    private final CallDeadlines calls;
    private final Failpoint failpoint;
    private final ApplicationEventPublisher<ReceiptChanged> events;
    private final Clock clock;

    TargetWorker(
            DeliveryRepository deliveries,
            Targets targets,
            Leases leases,
            Composer composer,
            Settlement settlement,
            Incidents incidents,
            Pages pages,
            Transactions transactions,
            CallDeadlines calls,
            Failpoint failpoint,
            ApplicationEventPublisher<ReceiptChanged> events,
            Clock clock) {
        this.deliveries = deliveries;
        this.targets = targets;
        this.leases = leases;
        this.composer = composer;
        this.settlement = settlement;
        this.incidents = incidents;
        this.pages = pages;
        this.transactions = transactions;
        this.calls = calls;
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
                .map(next ->
                        send(lease, frozen(next, target.get(), channel.get()), channel.get(), account, target.get()))
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
        var outcome = sent(channel, message, account);
        failpoint.reached(Step.ANSWERED);
        settlement.settle(delivery, outcome, channel, target);
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
        settlement.settle(delivery, found(channel, message(delivery, target, () -> false), account), channel);
        told(delivery);
        return true;
    }

    /** The message with its words and its parent frozen; nothing when staff have taken it away meanwhile. */
    private Optional<Delivery> frozen(Delivery delivery, Target target, Channel channel) {
        if (delivery.text() != null) {
            return Optional.of(delivery);
        }
        try {
            return freeze(delivery, target, channel);
        } catch (RuntimeException failure) {
            LOG.error("The words of delivery {} cannot be written", delivery.code(), failure);
            settlement.notWritten(delivery, failure);
            return Optional.empty();
        }
    }

    private Optional<Delivery> freeze(Delivery delivery, Target target, Channel channel) {
        var page = pages.byId(delivery.pageId()).orElseThrow();
        var story = incidents.story(delivery.incidentId()).orElseThrow();
        var told = story.updates().stream()
                .filter(update -> update.update().id() == delivery.updateId())
                .findFirst()
                .orElseThrow();
        var parent = delivery.alone()
                ? Optional.<Delivery>empty()
                : deliveries.parent(delivery.incidentId(), delivery.targetId(), delivery.position());
        var fitted = composer.compose(page, story, told, target, channel, parent.isEmpty());
        transactions.run(() -> deliveries.freeze(
                delivery.id(), fitted.text(), parent.map(Delivery::remoteId).orElse(null), clock.instant()));
        failpoint.reached(Step.TEXT_FROZEN);
        return deliveries.findById(delivery.id()).filter(now -> now.text() != null);
    }

    private Message message(Delivery delivery, Target target, BooleanSupplier mayLeave) {
        var parent = deliveries
                .parent(delivery.incidentId(), delivery.targetId(), delivery.position())
                .map(Delivery::deliveredAt);
        return new Message(
                delivery.code() + "-" + delivery.revision() + "-"
                        + delivery.createdAt().toEpochMilli(),
                delivery.text(),
                target.language(),
                Optional.ofNullable(delivery.replyTo())
                        .map(id -> new Message.ReplyTo(id, parent.orElse(delivery.createdAt()))),
                delivery.attempts(),
                delivery.firstSentAt(),
                mayLeave);
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
