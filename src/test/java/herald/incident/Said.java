package herald.incident;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.component.Impact;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An update as a test says it: only what matters to the test. */
final class Said {

    private final Stage stage;
    private final Map<String, String> bodies;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, ComponentStatus> statuses = new HashMap<>();
    private @Nullable Impact impact;
    private boolean computedImpact;
    private @Nullable Instant feltFrom;
    private @Nullable Instant feltUntil;
    private @Nullable Instant next;
    private @Nullable Scope scope;
    private @Nullable String scopeNote;
    private @Nullable Instant scheduledFor;
    private @Nullable Instant scheduledUntil;

    Said() {
        this(Stage.INVESTIGATING, Map.of());
    }

    Said(Stage stage, Map<String, String> bodies) {
        this.stage = stage;
        this.bodies = bodies;
    }

    Said named(String name) {
        names.put("ko", name);
        return this;
    }

    Said status(Component component, ComponentStatus status) {
        statuses.put(component.code(), status);
        return this;
    }

    Said impact(Impact override) {
        impact = override;
        return this;
    }

    Said computedImpact() {
        computedImpact = true;
        return this;
    }

    Said felt(@Nullable Instant from, @Nullable Instant until) {
        feltFrom = from;
        feltUntil = until;
        return this;
    }

    Said next(Instant promised) {
        next = promised;
        return this;
    }

    Said scope(Scope who, String note) {
        scope = who;
        scopeNote = note;
        return this;
    }

    Said scheduled(Instant from, Instant until) {
        scheduledFor = from;
        scheduledUntil = until;
        return this;
    }

    Details details() {
        return new Details(
                names,
                statuses,
                null,
                impact,
                computedImpact,
                feltFrom,
                feltUntil,
                next,
                scope,
                scopeNote,
                scheduledFor,
                scheduledUntil);
    }

    NewUpdate update() {
        return new NewUpdate(stage, bodies, details(), null, true);
    }
}
