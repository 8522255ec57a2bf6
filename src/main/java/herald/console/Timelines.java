package herald.console;

import herald.delivery.Correction;
import herald.delivery.Deliveries;
import herald.delivery.Delivery;
import herald.delivery.DeliveryKind;
import herald.delivery.DeliveryState;
import herald.delivery.Target;
import herald.delivery.Targets;
import herald.incident.Story;
import herald.markdown.Markdown;
import herald.page.Page;
import herald.theme.Messages;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts an incident's updates and their receipts side by side. */
@Singleton
class Timelines {

    private final Deliveries deliveries;
    private final Targets targets;
    private final Clock clock;

    Timelines(Deliveries deliveries, Targets targets, Clock clock) {
        this.deliveries = deliveries;
        this.targets = targets;
        this.clock = clock;
    }

    TimelineView of(Page page, Story story) {
        var now = clock.instant();
        var byUpdate = deliveries.ofIncident(story.incident().id()).stream()
                .collect(Collectors.groupingBy(Delivery::updateId));
        var byId = targets.ofPage(page.id()).stream().collect(Collectors.toMap(Target::id, Function.identity()));
        var entries = new ArrayList<>(story.updates().stream()
                .map(told ->
                        entry(page, told, byUpdate.getOrDefault(told.update().id(), List.of()), byId, now))
                .toList());
        Collections.reverse(entries);
        boolean waiting = entries.stream()
                .flatMap(entry -> entry.receipts().stream())
                .anyMatch(receipt -> !receipt.state().equals("delivered")
                        && !receipt.state().equals("skipped")
                        && !receipt.state().equals("failed"));
        return new TimelineView(story.incident().code(), entries, waiting);
    }

    private static @Nullable When leaves(Page page, List<Delivery> deliveries, Instant now) {
        return deliveries.stream()
                .filter(delivery -> delivery.state() == DeliveryState.PENDING && delivery.attempts() == 0)
                .map(Delivery::nextAttemptAt)
                .filter(at -> at != null && at.isAfter(now))
                .min(Comparator.naturalOrder())
                .map(at -> When.there(at, now, page.zone()))
                .orElse(null);
    }

    private TimelineView.Entry entry(
            Page page, Story.Told told, List<Delivery> deliveries, Map<Long, Target> targets, Instant now) {
        var update = told.update();
        return new TimelineView.Entry(
                update.code(),
                update.stage().word(),
                When.there(update.createdAt(), now, page.zone()),
                update.displayAt().equals(update.createdAt()) ? null : When.there(update.displayAt(), now, page.zone()),
                update.author(),
                !update.deliverNotifications(),
                told.withdrawal() == null ? null : When.there(told.withdrawal().withdrawnAt(), now, page.zone()),
                leaves(page, deliveries, now),
                words(page, told),
                told.components().stream()
                        .map(c -> new TimelineView.Change(
                                c.name(), c.oldStatus().word(), c.newStatus().word()))
                        .toList(),
                told.earlier().stream()
                        .map(text -> new TimelineView.Earlier(
                                languageName(text.language()),
                                text.body(),
                                When.there(text.writtenAt(), now, page.zone()),
                                text.author()))
                        .toList(),
                deliveries.stream()
                        .map(d -> receipt(page, told, d, targets, now))
                        .toList());
    }

    /** The page's own language first. */
    private static List<TimelineView.Words> words(Page page, Story.Told told) {
        var bodies = told.written();
        var order = new ArrayList<>(page.languageList());
        bodies.keySet().stream().filter(code -> !order.contains(code)).forEach(order::add);
        return order.stream()
                .filter(bodies::containsKey)
                .map(code -> new TimelineView.Words(code, languageName(code), Markdown.toHtml(bodies.get(code))))
                .toList();
    }

    private TimelineView.Receipt receipt(
            Page page, Story.Told told, Delivery delivery, Map<Long, Target> targets, Instant now) {
        var target = targets.get(delivery.targetId());
        boolean stuck = delivery.state() == DeliveryState.FAILED || delivery.state() == DeliveryState.UNCONFIRMED;
        return new TimelineView.Receipt(
                delivery.code(),
                target == null ? "A target that is gone" : target.name(),
                target == null ? "" : target.channel(),
                delivery.state().word(),
                When.there(
                        delivery.deliveredAt() == null ? delivery.updatedAt() : delivery.deliveredAt(),
                        now,
                        page.zone()),
                delivery.attempts(),
                delivery.attempts() == 0 && delivery.error() == null
                        ? null
                        : When.of(delivery.nextAttemptAt(), now, page.zone()),
                delivery.text(),
                delivery.permalink(),
                delivery.error(),
                stuck,
                stuck || (delivery.state() == DeliveryState.PENDING && delivery.attempts() > 0),
                delivery.kind().word(),
                delivery.kind() == DeliveryKind.POST
                        && delivery.part() == 1
                        && delivery.revision() == 1
                        && delivery.state() == DeliveryState.PENDING
                        && delivery.attempts() == 0
                        && !told.isWithdrawn(),
                corrections(told, delivery, target));
    }

    static String languageName(String code) {
        return Messages.ownName(code);
    }

    private List<String> corrections(Story.Told told, Delivery delivery, @Nullable Target target) {
        boolean out = delivery.kind() == DeliveryKind.POST
                && delivery.part() == 1
                && delivery.state() == DeliveryState.DELIVERED;
        if (!out || target == null) {
            return List.of();
        }
        return deliveries.corrections(target).stream()
                .filter(how -> how == Correction.DELETE || !told.isWithdrawn())
                .map(how -> how.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
