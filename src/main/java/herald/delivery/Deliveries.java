package herald.delivery;

import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.PublicId;
import herald.staff.Actor;
import herald.staff.Audit;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The receipts, and what staff may do about the ones that are stuck. */
@Singleton
public class Deliveries {

    private final DeliveryRepository deliveries;
    private final Targets targets;
    private final Transactions transactions;
    private final Dispatcher dispatcher;
    private final ApplicationEventPublisher<ReceiptChanged> events;
    private final Audit audit;
    private final Clock clock;

    Deliveries(
            DeliveryRepository deliveries,
            Targets targets,
            Transactions transactions,
            Dispatcher dispatcher,
            ApplicationEventPublisher<ReceiptChanged> events,
            Audit audit,
            Clock clock) {
        this.deliveries = deliveries;
        this.targets = targets;
        this.transactions = transactions;
        this.dispatcher = dispatcher;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** Every message of an incident, in the order of its updates. */
    public List<Delivery> ofIncident(long incidentId) {
        return deliveries.ofIncident(incidentId);
    }

    /** Those of a page that wait for a look, or for staff. */
    public List<Delivery> stuck(long pageId) {
        return deliveries.stuck(pageId);
    }

    /** Sends a message again, on staff's word that it is not out there; one that waits for its time goes now. */
    public Delivery retry(Page page, long id, Actor actor) {
        return move(page, id, "delivery.retry", actor, now -> deliveries.retry(id, Settlement.AT_ONCE, now));
    }

    /** Leaves a message out; what comes after it goes on. */
    public Delivery skip(Page page, long id, Actor actor) {
        return move(
                page, id, "delivery.skip", actor, now -> deliveries.skip(id, "Skipped by " + actor.name() + ".", now));
    }

    /**
     * Takes staff's word that a message is out there.
     *
     * @param permalink where; the next message of the thread answers it when it ends in the post's number. Null when nobody knows
     */
    public Delivery confirm(Page page, long id, @Nullable URI permalink, Actor actor) {
        if (permalink != null && !"https".equals(permalink.getScheme()) && !"http".equals(permalink.getScheme())) {
            throw new InvalidException(List.of("permalink: give the post's address, beginning with https://."));
        }
        var target = targets.byId(byId(page, id).targetId()).orElseThrow();
        var remoteId = Optional.ofNullable(permalink)
                .flatMap(address -> targets.channel(target).flatMap(channel -> channel.remoteId(address)));
        if (permalink != null && (remoteId.isEmpty() || permalink.toString().length() > 2000)) {
            throw new InvalidException(List.of("permalink: '" + permalink + "' is not the address of a post on "
                    + target.channel() + "; copy the post's own address, or leave it out."));
        }
        return move(
                page,
                id,
                "delivery.confirm",
                actor,
                now -> deliveries.confirm(
                        id, remoteId.orElse(null), permalink == null ? null : permalink.toString(), now));
    }

    /** A compare-and-set on one row. */
    private interface Move {
        long at(java.time.Instant now);
    }

    private Delivery move(Page page, long id, String action, Actor actor, Move move) {
        var moved = transactions.write(() -> {
            var before = byId(page, id);
            if (move.at(clock.instant()) != 1) {
                throw new InvalidException(List.of("delivery: it is "
                        + before.state().word() + " and cannot be moved by hand now; reload to see how it stands."));
            }
            audit.record(page.id(), actor, action, before.code(), null);
            return byId(page, id);
        });
        transactions.afterCommit(() -> {
            events.publishEvent(new ReceiptChanged(moved.pageId(), moved.incidentId()));
            dispatcher.nudge();
        });
        return moved;
    }

    private Delivery byId(Page page, long id) {
        return deliveries
                .findById(id)
                .filter(delivery -> delivery.pageId() == page.id())
                .orElseThrow(() -> new TargetNotFoundException("delivery", PublicId.of(id)));
    }
}
