package herald.delivery;

import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.database.Transactions;
import herald.outbox.Outbox;
import herald.outbox.OutboxEntry;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Turns each update in the outbox into one delivery per target, once, on whichever node comes first. */
@Singleton
class FanOut {

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

    /** Works through what is waiting. */
    void run() {
        for (var waiting = outbox.waiting(); !waiting.isEmpty(); waiting = outbox.waiting()) {
            waiting.forEach(this::tell);
        }
    }

    private void tell(OutboxEntry entry) {
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
                    entry.createdAt(),
                    clock.instant());
            return true;
        });
        if (told) {
            failpoint.reached(Step.FANNED_OUT);
        }
    }
}
