package herald.component;

import static herald.component.ComponentStatus.DEGRADED_PERFORMANCE;
import static herald.component.ComponentStatus.MAJOR_OUTAGE;
import static herald.component.ComponentStatus.PARTIAL_OUTAGE;
import static herald.component.ComponentStatus.UNDER_MAINTENANCE;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How bad an incident is or was, from nothing to the worst. */
public enum Impact {
    NONE,
    MAINTENANCE,
    MINOR,
    MAJOR,
    CRITICAL;

    /** As the API writes it, such as {@code minor}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Impact> ofWord(String word) {
        return Arrays.stream(values())
                .filter(impact -> impact.word().equals(word))
                .findFirst();
    }

    public static Impact worstOf(Collection<Impact> impacts) {
        return impacts.stream().max(Comparator.naturalOrder()).orElse(NONE);
    }

    /** What affected components in these statuses amount to. */
    public static Impact of(Collection<ComponentStatus> affected) {
        if (affected.isEmpty()) {
            return NONE;
        }
        if (affected.stream().allMatch(MAJOR_OUTAGE::equals)) {
            return CRITICAL;
        }
        if (affected.contains(MAJOR_OUTAGE) || affected.stream().allMatch(PARTIAL_OUTAGE::equals)) {
            return MAJOR;
        }
        if (affected.contains(PARTIAL_OUTAGE) || affected.contains(DEGRADED_PERFORMANCE)) {
            return MINOR;
        }
        return affected.contains(UNDER_MAINTENANCE) ? MAINTENANCE : NONE;
    }
}
