package herald.delivery;

import herald.channel.CallDeadlines;
import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.database.Transactions;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes, keeps and gives back leases. A challenger compares no clocks: it takes a lease whose beat it has seen unchanged for one
 * length on its own ticker. Every taking writes the row, so that a cluster's certification sees it.
 */
@Singleton
class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** @param at on the ticker, when this node first saw this beat */
    private record Seen(long fence, long beat, long at) {}

    private final TargetLeaseRepository rows;
    private final Transactions transactions;
    private final DeliverySettings settings;
    private final Ticker ticker;
    private final Failpoint failpoint;
    private final boolean embedded;
    private final String node = UUID.randomUUID().toString();
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    Leases(
            TargetLeaseRepository rows,
            Transactions transactions,
            DeliverySettings settings,
            Ticker ticker,
            CallDeadlines calls,
            Failpoint failpoint,
            @Value("${datasources.default.url}") String url) {
        this.rows = rows;
        this.transactions = transactions;
        this.settings = settings;
        this.ticker = ticker;
        this.failpoint = failpoint;
        this.embedded = url.startsWith("jdbc:h2:file:");
        if (settings.lease().compareTo(calls.total().plusSeconds(2)) < 0) {
            throw new ConfigurationException("herald.delivery.lease (" + settings.lease()
                    + ") must be at least two seconds longer than herald.calls.total (" + calls.total() + ").");
        }
        LOG.info("This node holds leases as {}.", node);
    }

    /** Frees what a dead process held, where holding the database's file proves that it is dead. */
    void onStart() {
        if (embedded) {
            transactions.run(rows::releaseAll);
        }
    }

    /** The lease of a target, or nothing while another node may still rely on it. */
    Optional<Lease> take(long targetId) {
        long now = ticker.nanos();
        var row = rows.findByTargetId(targetId).orElseGet(() -> {
            rows.make(targetId);
            return new TargetLease(targetId, null, 0, 0);
        });
        if (row.holder() != null && !row.holder().equals(node) && !isSilent(row)) {
            return Optional.empty();
        }
        boolean taken = transactions.write(() -> rows.take(targetId, row.fence(), row.beat(), node) == 1);
        if (!taken) {
            return Optional.empty();
        }
        failpoint.reached(Step.LEASE_TAKEN);
        return Optional.of(new Lease(targetId, row.fence() + 1, ticker, settings.lease(), now));
    }

    /** Beats within the caller's transaction; false when the lease is another's now. Call {@link Lease#beatenAt} after the commit. */
    boolean beat(Lease lease) {
        boolean mine = rows.beat(lease.targetId(), lease.fence(), node) == 1;
        if (!mine) {
            lease.lose();
        }
        return mine;
    }

    void release(Lease lease) {
        transactions.run(() -> rows.release(lease.targetId(), lease.fence(), node));
    }

    private boolean isSilent(TargetLease row) {
        long now = ticker.nanos();
        var last = seen.get(row.targetId());
        if (last == null || last.fence() != row.fence() || last.beat() != row.beat()) {
            seen.put(row.targetId(), new Seen(row.fence(), row.beat(), now));
            return false;
        }
        return now - last.at() > settings.lease().toNanos();
    }
}
