package herald.delivery;

import herald.channel.Ability;
import herald.database.Transactions;
import herald.incident.Incidents;
import herald.incident.Story;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.PublicId;
import herald.page.Switch;
import herald.page.Switches;
import herald.staff.Actor;
import herald.staff.Audit;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The receipts, and what staff may do about the ones that are stuck. */
@Singleton
public class Deliveries {

    private final DeliveryRepository deliveries;
    private final Targets targets;
    private final Wordings wordings;
    private final Switches switches;
    private final Incidents incidents;
    private final Transactions transactions;
    private final Dispatcher dispatcher;
    private final ApplicationEventPublisher<ReceiptChanged> events;
    private final Audit audit;
    private final Clock clock;

    Deliveries(
            DeliveryRepository deliveries,
            Targets targets,
            Wordings wordings,
            Switches switches,
            Incidents incidents,
            Transactions transactions,
            Dispatcher dispatcher,
            ApplicationEventPublisher<ReceiptChanged> events,
            Audit audit,
            Clock clock) {
        this.deliveries = deliveries;
        this.targets = targets;
        this.wordings = wordings;
        this.switches = switches;
        this.incidents = incidents;
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
        return move(page, id, "delivery.retry", actor, now -> {
            var delivery = byId(page, id);
            if (delivery.kind() != DeliveryKind.DELETE && deliveries.withdrawals(delivery.updateId()) > 0) {
                throw new InvalidException(List.of("delivery: its words were withdrawn; skip it instead."));
            }
            return deliveries.retry(id, Settlement.AT_ONCE, now);
        });
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

    /** Holds everything that would leave for a page's targets, or lets it go again. The page itself goes on. */
    public void holdAll(Page page, boolean held, Actor actor) {
        transactions.run(() -> {
            switches.turn(page.id(), Switch.MIRRORS_HELD, held);
            audit.record(page.id(), actor, held ? "mirrors.hold" : "mirrors.release", page.code(), null);
        });
        transactions.afterCommit(dispatcher::nudge);
    }

    /**
     * Takes an update back: its words vanish from the page, and what has not left for a target never does. The receipts of the incident
     * say what had left already.
     *
     * @throws InvalidException when it was withdrawn before
     */
    public Story withdraw(Page page, String incident, String update, Actor actor) {
        var story = transactions.write(() -> {
            var after = incidents.withdraw(page, incident, update, actor);
            after.updates().stream()
                    .filter(told -> told.update().code().equals(update))
                    .forEach(told -> deliveries.skipUpdate(
                            told.update().id(), "Withdrawn by " + actor.name() + ".", clock.instant()));
            return after;
        });
        tellReceipts(page.id(), story.incident().id());
        return story;
    }

    /**
     * Puts staff's own words in place of the template's, for a message that has not left yet.
     *
     * @param text blank for the template's again
     * @throws InvalidException when it has been tried, or the text will not do
     */
    public Delivery reword(Page page, long id, String text, Actor actor) {
        return move(page, id, "delivery.reword", actor, now -> {
            var delivery = byId(page, id);
            var target = targets.byId(delivery.targetId()).orElseThrow();
            wordings.keep(page, delivery.updateId(), Map.of(target.code(), text), actor);
            if (delivery.text() != null) {
                deliveries.forgetParts(delivery.updateId(), delivery.targetId(), delivery.revision());
            }
            return deliveries.unfreeze(id, now);
        });
    }

    /**
     * Brings the words of a post that is out in line with its update's, or takes it back.
     *
     * @throws InvalidException when it is not out, or its far side cannot do that
     */
    public void correct(Page page, long id, Correction how, Actor actor) {
        var delivery = byId(page, id);
        var posts = deliveries.ofUpdate(delivery.updateId(), delivery.targetId());
        var out = posts.stream()
                .filter(post -> post.kind() == DeliveryKind.POST && post.state() == DeliveryState.DELIVERED)
                .toList();
        refuse(delivery, out, how);
        int revision = 1 + posts.stream().mapToInt(Delivery::revision).max().orElse(0);
        transactions.run(() -> {
            int parts = out.stream().mapToInt(Delivery::part).max().orElse(1);
            if (how == Correction.EDIT) {
                add(delivery, DeliveryKind.EDIT, 1, revision);
            }
            for (int part = 1; part <= parts && (how == Correction.REPOST || how == Correction.DELETE); part++) {
                add(delivery, DeliveryKind.DELETE, part, revision);
            }
            if (how == Correction.REPOST || how == Correction.FOLLOW_UP) {
                add(delivery, DeliveryKind.POST, 1, revision);
            }
            audit.record(page.id(), actor, "delivery.correct", delivery.code(), how.name());
        });
        tellReceipts(delivery.pageId(), delivery.incidentId());
    }

    /** What a target's channel can do about a post that is out. */
    public Set<Correction> corrections(Target target) {
        var able = abilities(target);
        var can = EnumSet.of(Correction.FOLLOW_UP);
        if (able.contains(Ability.EDIT)) {
            can.add(Correction.EDIT);
        }
        if (able.contains(Ability.DELETE)) {
            can.add(Correction.REPOST);
            can.add(Correction.DELETE);
        }
        return can;
    }

    private Set<Ability> abilities(Target target) {
        try {
            return targets.channel(target)
                    .map(channel -> channel.abilities(targets.account(target)))
                    .orElse(Set.of());
        } catch (SecretBox.SecretLostException _) {
            return Set.of();
        }
    }

    private void refuse(Delivery delivery, List<Delivery> out, Correction how) {
        var target = targets.byId(delivery.targetId()).orElseThrow();
        var able = corrections(target);
        var problems = new ArrayList<String>();
        if (out.isEmpty()) {
            problems.add("delivery: nothing of this update is out there, so there is nothing to correct.");
        }
        if (how == Correction.EDIT && !able.contains(how)) {
            problems.add("how: posts on " + target.channel() + " cannot be edited; post a follow-up instead.");
        }
        if (how == Correction.EDIT && out.stream().anyMatch(post -> post.part() > 1)) {
            problems.add("how: a post that was split into parts cannot be edited; repost it or post a follow-up.");
        }
        if ((how == Correction.REPOST || how == Correction.DELETE) && !able.contains(how)) {
            problems.add("how: Herald cannot delete posts on " + target.channel() + "; post a follow-up instead.");
        }
        if (how != Correction.DELETE && deliveries.withdrawals(delivery.updateId()) > 0) {
            problems.add("how: the update was withdrawn, so its post can only be deleted.");
        }
        InvalidException.throwIfAny(problems);
    }

    private void add(Delivery to, DeliveryKind kind, int part, int revision) {
        deliveries.add(
                to.pageId(),
                to.incidentId(),
                to.updateId(),
                to.targetId(),
                kind,
                part,
                revision,
                to.position(),
                null,
                Settlement.AT_ONCE,
                clock.instant());
    }

    private void tellReceipts(long pageId, long incidentId) {
        transactions.afterCommit(() -> {
            events.publishEvent(new ReceiptChanged(pageId, incidentId));
            dispatcher.nudge();
        });
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
        tellReceipts(moved.pageId(), moved.incidentId());
        return moved;
    }

    private Delivery byId(Page page, long id) {
        return deliveries
                .findById(id)
                .filter(delivery -> delivery.pageId() == page.id())
                .orElseThrow(() -> new TargetNotFoundException("delivery", PublicId.of(id)));
    }
}
