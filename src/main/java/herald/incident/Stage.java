package herald.incident;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How far an incident, or a scheduled maintenance, has come. DELAYED: the work takes longer than was said. */
public enum Stage {
    INVESTIGATING,
    IDENTIFIED,
    DELAYED,
    MONITORING,
    RESOLVED,
    SCHEDULED,
    IN_PROGRESS,
    VERIFYING,
    COMPLETED;

    /** The stages of an incident, in the order staff are offered them. */
    public static final Set<Stage> OF_INCIDENT = EnumSet.of(INVESTIGATING, IDENTIFIED, DELAYED, MONITORING, RESOLVED);

    /** The stages of a scheduled maintenance. */
    public static final Set<Stage> OF_MAINTENANCE = EnumSet.of(SCHEDULED, IN_PROGRESS, DELAYED, VERIFYING, COMPLETED);

    public boolean isOpen() {
        return this != RESOLVED && this != COMPLETED;
    }

    /** As the API writes it, such as {@code in_progress}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Stage> ofWord(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word().equals(word))
                .findFirst();
    }
}
