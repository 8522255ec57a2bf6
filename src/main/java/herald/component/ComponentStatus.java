package herald.component;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The statuses of a component, from best to worst; a group is as bad as its worst child. */
public enum ComponentStatus {
    OPERATIONAL,
    UNDER_MAINTENANCE,
    DEGRADED_PERFORMANCE,
    PARTIAL_OUTAGE,
    MAJOR_OUTAGE;

    /** As the API writes it, such as {@code partial_outage}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ComponentStatus> ofWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** The status of a group with these children; operational when there are none. */
    public static ComponentStatus worstOf(Collection<ComponentStatus> statuses) {
        return statuses.stream().max(Comparator.naturalOrder()).orElse(OPERATIONAL);
    }
}
