package herald.component;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long a component had which status in some time.
 *
 * @param lengths holds only statuses it had; empty where nothing is known of that time
 */
public record Tally(Map<ComponentStatus, Duration> lengths) {

    /** A second of partial outage is as bad as this much of a major one (Statuspage's weighting). */
    private static final double PARTIAL = 0.3;

    public static final Tally NOTHING = new Tally(Map.of());

    public Tally {
        lengths = lengths.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(lengths));
    }

    public static Tally sum(Collection<Tally> parts) {
        var sum = new EnumMap<ComponentStatus, Duration>(ComponentStatus.class);
        parts.forEach(part -> part.lengths.forEach((status, length) -> sum.merge(status, length, Duration::plus)));
        return new Tally(sum);
    }

    public Duration of(ComponentStatus status) {
        return lengths.getOrDefault(status, Duration.ZERO);
    }

    /** Empty where nothing is known. */
    public Optional<ComponentStatus> worst() {
        return lengths.keySet().stream().max(Enum::compareTo);
    }

    /**
     * From 0 to 100: what is left when major outages and three tenths of partial ones are taken away; degraded performance and
     * maintenance count as up. Empty where nothing is known.
     */
    public OptionalDouble uptime() {
        double total = lengths.values().stream().mapToLong(Duration::toMillis).sum();
        if (total == 0) {
            return OptionalDouble.empty();
        }
        double down = of(ComponentStatus.MAJOR_OUTAGE).toMillis()
                + PARTIAL * of(ComponentStatus.PARTIAL_OUTAGE).toMillis();
        return OptionalDouble.of(100 * (1 - down / total));
    }
}
