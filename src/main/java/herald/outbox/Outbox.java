package herald.outbox;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;

/** The list of updates that have not been handed to their targets yet. */
@Singleton
public class Outbox {

    private final OutboxRepository entries;
    private final Clock clock;

    Outbox(OutboxRepository entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** Adds an update, within the transaction that writes it and nowhere else. */
    @Transactional(TxType.MANDATORY)
    public void updatePosted(long pageId, long incidentId, long updateId, int sequence) {
        entries.save(new OutboxEntry(null, pageId, incidentId, updateId, sequence, clock.instant(), null));
    }

    /** Takes an update off the list that must not be told any more, within the transaction that takes its words back. */
    @Transactional(TxType.MANDATORY)
    public void updateWithdrawn(long updateId) {
        entries.close(updateId, clock.instant());
    }

    /** Entries whose deliveries are not written yet, at most 200 of them. */
    public List<OutboxEntry> waiting() {
        return entries.waiting();
    }

    /**
     * Takes one entry, within the transaction that writes its deliveries; false when another node was faster, or an earlier
     * update of the incident is still waiting.
     */
    @Transactional(TxType.MANDATORY)
    public boolean take(OutboxEntry entry) {
        return entries.take(entry.id(), entry.incidentId(), clock.instant()) == 1;
    }
}
