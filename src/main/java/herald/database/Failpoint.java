package herald.database;

import jakarta.inject.Singleton;

/**
 * Named steps on the way of an update, from submit to receipt. Does nothing; the crash tests put a bean in its place that ends
 * the process at one of them.
 */
@Singleton
public class Failpoint {

    /** In the order in which one update passes them. */
    public enum Step {
        SUBMITTED,
        UPDATE_WRITTEN,
        OUTBOX_WRITTEN,
        COMMITTED,
        SNAPSHOT_READ,
        SNAPSHOT_RENDERED,
        SNAPSHOT_OBJECTS_WRITTEN,
        SNAPSHOT_MANIFEST_WRITTEN,
        SNAPSHOT_SWAPPED,
        FAN_OUT_TAKEN,
        FANNED_OUT,
        LEASE_TAKEN,
        TEXT_FROZEN,
        SENDING_WRITTEN,
        SENDING_COMMITTED,
        ANSWERED,
        RECEIPT_WRITTEN,
        SETTLED
    }

    public void reached(Step step) {}
}
