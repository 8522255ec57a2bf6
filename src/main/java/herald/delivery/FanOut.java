package herald.delivery;

import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.database.Transactions;
import herald.outbox.Outbox;
import herald.outbox.OutboxEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Turns each update in the outbox into one delivery per target, once, on whichever node comes first. */
@Singleton
class FanOut {

    /** A target may have been made by a node whose clock runs ahead. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final DeliveryRepository deliveries;
    private final Transactions transactions;
    private final Failpoint failpoint;
    private final Clock clock;

    FanOut(Outbox outbox, DeliveryRepository deliveries, Transactions transactions, Failpoint failpoint, Clock clock) {
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.transactions = transactions;
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
                    Settlement.AT_ONCE,
                    clock.instant());
            return true;
        });
        if (told) {
            failpoint.reached(Step.FANNED_OUT);
        }
        return told;
    }
}
