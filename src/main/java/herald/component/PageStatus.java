package herald.component;

import static herald.component.ComponentStatus.DEGRADED_PERFORMANCE;
import static herald.component.ComponentStatus.MAJOR_OUTAGE;
import static herald.component.ComponentStatus.PARTIAL_OUTAGE;
import static herald.component.ComponentStatus.UNDER_MAINTENANCE;

import java.util.Collection;

/**
 * The page in one word and one of seven sentences, by the ladder of Statuspage.
 *
 * @param indicator {@code none}, {@code minor}, {@code major}, {@code critical} or {@code maintenance}
 */
public record PageStatus(String indicator, String description) {

    private static final PageStatus NONE = new PageStatus("none", "All Systems Operational");
    private static final PageStatus MAINTENANCE = new PageStatus("maintenance", "Service Under Maintenance");
    private static final PageStatus MINOR = new PageStatus("minor", "Minor Service Outage");
    private static final PageStatus MAJOR = new PageStatus("major", "Partial System Outage");
    private static final PageStatus CRITICAL = new PageStatus("critical", "Major System Outage");

    /**
     * @param leaves the statuses of all components that are not groups
     * @param openImpacts the impacts of the open incidents, maintenance left out; they count only while the components say nothing worse
     *     than maintenance
     */
    public static PageStatus of(Collection<ComponentStatus> leaves, Collection<Impact> openImpacts) {
        var byComponents = ofComponents(leaves);
        if (!byComponents.equals(NONE) && !byComponents.equals(MAINTENANCE)) {
            return byComponents;
        }
        return switch (Impact.worstOf(openImpacts)) {
            case CRITICAL -> CRITICAL;
            case MAJOR -> MAJOR;
            case MINOR -> MINOR;
            case MAINTENANCE, NONE -> byComponents;
        };
    }

    private static PageStatus ofComponents(Collection<ComponentStatus> leaves) {
        if (leaves.isEmpty()) {
            return NONE;
        }
        if (all(leaves, MAJOR_OUTAGE)) {
            return CRITICAL;
        }
        if (leaves.contains(MAJOR_OUTAGE) || all(leaves, PARTIAL_OUTAGE)) {
            return MAJOR;
        }
        if (leaves.contains(PARTIAL_OUTAGE)) {
            return MINOR;
        }
        if (all(leaves, DEGRADED_PERFORMANCE) && leaves.size() > 1) {
            return new PageStatus("minor", "Degraded System Service");
        }
        if (leaves.contains(DEGRADED_PERFORMANCE)) {
            return new PageStatus("minor", "Partially Degraded Service");
        }
        return leaves.contains(UNDER_MAINTENANCE) ? MAINTENANCE : NONE;
    }

    private static boolean all(Collection<ComponentStatus> leaves, ComponentStatus status) {
        return leaves.stream().allMatch(status::equals);
    }
}
