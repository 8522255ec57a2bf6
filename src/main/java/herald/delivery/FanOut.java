package herald.delivery;

import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.database.Transactions;
import herald.outbox.Outbox;
import herald.outbox.OutboxEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Turns each update in the outbox into one delivery per target, once, on whichever node comes first. */
@Singleton
class FanOut {

    /** A target may have been made by a node whose clock runs ahead. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final DeliveryRepository deliveries;
    private final Transactions transactions;
    private final DeliverySettings settings;
    private final Failpoint failpoint;
    private final Clock clock;

    FanOut(
            Outbox outbox,
            DeliveryRepository deliveries,
            Transactions transactions,
            DeliverySettings settings,
            Failpoint failpoint,
            Clock clock) {
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.transactions = transactions;
        this.settings = settings;
        this.failpoint = failpoint;
        this.clock = clock;
    }

    /** Works through what is waiting, until nothing is left that this node can take. */
    void run() {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (var entry : outbox.waiting()) {
                progress |= tell(entry);
            }
        }
    }

    /** After the time in which staff may take it back. */
    private Instant dueAt(OutboxEntry entry) {
        return settings.undoWindow().isPositive() ? entry.createdAt().plus(settings.undoWindow()) : Settlement.AT_ONCE;
    }

    private boolean tell(OutboxEntry entry) {
        boolean told = transactions.write(() -> {
            if (!outbox.take(entry)) {
                return false;
            }
            failpoint.reached(Step.FAN_OUT_TAKEN);
            deliveries.fanOut(
                    entry.pageId(),
                    entry.incidentId(),
                    entry.updateId(),
                    entry.sequence(),
                    entry.createdAt().plus(CLOCKS_DIFFER),
                    dueAt(entry),
                    clock.instant());
            return true;
        });
        if (told) {
            failpoint.reached(Step.FANNED_OUT);
        }
        return told;
    }
}
