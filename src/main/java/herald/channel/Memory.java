package herald.channel;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * What a channel keeps of an account beside its settings: a session, renewed tokens, what the far side was found to refuse. Kept encrypted,
 * shared by all nodes, forgotten when the account's settings change.
 */
public interface Memory {

    /** @param version counts the writes; to be handed to {@link Memory#write} */
    record Kept(Map<String, String> values, long version) {}

    Kept read();

    /**
     * Replaces what is kept, in a transaction of its own, if nobody has written since {@code version} was read.
     *
     * @return false when somebody has: read again
     */
    boolean write(long version, Map<String, String> values);

    /** Writes what {@code change} makes of what is kept, on top of whatever others write meanwhile; false when they never cease. */
    default boolean update(UnaryOperator<Map<String, String>> change) {
        for (int tries = 0; tries < 10; tries++) {
            var kept = read();
            var changed = change.apply(kept.values());
            if (changed.equals(kept.values()) || write(kept.version(), changed)) {
                return true;
            }
        }
        return false;
    }

    /** One that lives as long as this object. */
    static Memory ofThisProcess() {
        var kept = new AtomicReference<>(new Kept(Map.of(), 0));
        return new Memory() {
            @Override
            public Kept read() {
                return kept.get();
            }

            @Override
            public boolean write(long version, Map<String, String> values) {
                var before = kept.get();
                return before.version() == version
                        && kept.compareAndSet(before, new Kept(Map.copyOf(values), version + 1));
            }
        };
    }
}
