package herald.component;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * What users felt of a component through one incident. It counts in the place of the status changes that the incident itself made:
 * staff set a component red when they learn of it, and green when they remember.
 *
 * @param from when users began to feel it
 * @param until null while they do
 * @param status the worst the incident gave the component
 * @param closedAt from when on the incident's own changes count again, because a component it left red is red; null while it is open
 * @param left the last status the incident gave the component
 */
public record Impairment(
        long incidentId,
        Instant from,
        @Nullable Instant until,
        ComponentStatus status,
        @Nullable Instant closedAt,
        ComponentStatus left) {}
