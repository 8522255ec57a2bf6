package herald.incident;

import herald.component.ComponentStatus;
import herald.component.Impact;
import herald.page.Wording;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What may be said about an incident besides its words; null leaves a field as it is. An update without {@code nextUpdateAt}
 * promises nothing.
 *
 * @param names by language; an incident keeps the names of languages that are not given
 * @param statuses component code to its new status; attaches these components
 * @param attached the codes of all components it touches, those in {@code statuses} besides; null leaves the set as it is
 * @param clearImpactOverride back to the computed impact
 */
public record Details(
        Map<String, String> names,
        Map<String, ComponentStatus> statuses,
        @Nullable List<String> attached,
        @Nullable Impact impactOverride,
        boolean clearImpactOverride,
        @Nullable Instant impactStartedAt,
        @Nullable Instant impactEndedAt,
        @Nullable Instant nextUpdateAt,
        @Nullable Scope scope,
        @Nullable String scopeNote,
        @Nullable Instant scheduledFor,
        @Nullable Instant scheduledUntil) {

    /** Nothing said. */
    public static final Details NONE =
            new Details(Map.of(), Map.of(), null, null, false, null, null, null, null, null, null, null);

    /** How far a far-off clock of staff may run ahead. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    @Nullable
    Impact impactOverrideOr(@Nullable Impact before) {
        return clearImpactOverride ? null : impactOverride == null ? before : impactOverride;
    }

    @Nullable
    Scope scopeOr(@Nullable Scope before) {
        return scope == null ? before : scope;
    }

    @Nullable
    String scopeNoteOr(@Nullable String before) {
        return scopeNote == null ? before : scopeNote.isBlank() ? null : scopeNote.strip();
    }

    List<String> problems(Instant now) {
        var problems = new ArrayList<String>();
        names.forEach((language, name) -> {
            if (!Wording.isLanguage(language)) {
                problems.add(
                        "incident.herald.names: '" + language + "' is not a language code; use one such as ko or en.");
            }
            Wording.problem(name).ifPresent(what -> problems.add("incident.name (" + language + "): " + what));
            if (name.isBlank() || name.length() > 255) {
                problems.add("incident.name (" + language + "): give a name of 1 to 255 characters.");
            }
        });
        if (scopeNote != null) {
            Wording.problem(scopeNote).ifPresent(what -> problems.add("incident.herald.scope_note: " + what));
        }
        if (scopeNote != null && scopeNote.length() > 500) {
            problems.add("incident.herald.scope_note: at most 500 characters.");
        }
        if (nextUpdateAt != null && nextUpdateAt.isBefore(now)) {
            problems.add("incident.herald.next_update_at: " + nextUpdateAt + " has passed; promise a time to come.");
        }
        if (impactStartedAt != null && impactStartedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
            problems.add("incident.herald.impact_started_at: " + impactStartedAt
                    + " has not come yet; say since when users have felt it.");
        }
        if (impactEndedAt != null && impactEndedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
            problems.add("incident.herald.impact_ended_at: " + impactEndedAt
                    + " has not come yet; say until when users felt it.");
        }
        return problems;
    }

    /** What is wrong with {@code incident} as these details made it. */
    static List<String> problemsOf(Incident incident) {
        var problems = new ArrayList<String>();
        if (incident.impactStartedAt() != null
                && incident.impactEndedAt() != null
                && incident.impactEndedAt().isBefore(incident.impactStartedAt())) {
            problems.add("incident.herald.impact_ended_at: the window ends (" + incident.impactEndedAt()
                    + ") before it begins (" + incident.impactStartedAt() + ").");
        }
        if (incident.scheduledFor() != null && incident.scheduledUntil() == null) {
            problems.add("incident.scheduled_until: say until when the maintenance is planned.");
        }
        if (incident.scheduledFor() == null && incident.scheduledUntil() != null) {
            problems.add("incident.scheduled_for: say from when the maintenance is planned.");
        }
        if (incident.scheduledFor() != null
                && incident.scheduledUntil() != null
                && !incident.scheduledUntil().isAfter(incident.scheduledFor())) {
            problems.add("incident.scheduled_until: it must lie after scheduled_for.");
        }
        return problems;
    }
}
