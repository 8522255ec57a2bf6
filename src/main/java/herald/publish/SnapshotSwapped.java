package herald.publish;

import io.micronaut.core.annotation.Nullable;

/**
 * Readers get {@code after} from now on. Told on the publisher's thread: whoever listens answers at once and does the work elsewhere.
 *
 * @param before null for the first snapshot of a page since the start
 */
public record SnapshotSwapped(@Nullable PageSnapshot before, PageSnapshot after) {}
