package herald.testing;

import herald.component.ComponentStatus;
import herald.component.Impact;
import herald.incident.Details;
import herald.incident.NewUpdate;
import herald.incident.Scope;
import herald.incident.Stage;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Updates as a test says them; only what matters to it. */
public final class Word {

    private final Stage stage;
    private final Map<String, String> bodies = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, ComponentStatus> statuses = new TreeMap<>();
    private @Nullable Impact impact;
    private boolean computedImpact;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private @Nullable Instant nextUpdateAt;
    private @Nullable Scope scope;
    private @Nullable String scopeNote;
    private @Nullable Instant scheduledFor;
    private @Nullable Instant scheduledUntil;

    private Word(Stage stage) {
        this.stage = stage;
    }

    public static Word as(Stage stage) {
        return new Word(stage);
    }

    public Word named(String language, String name) {
        names.put(language, name);
        return this;
    }

    public Word saying(String language, String body) {
        bodies.put(language, body);
        return this;
    }

    public Word setting(String componentCode, ComponentStatus status) {
        statuses.put(componentCode, status);
        return this;
    }

    public Word impact(Impact override) {
        impact = override;
        return this;
    }

    public Word computedImpact() {
        computedImpact = true;
        return this;
    }

    public Word felt(@Nullable Instant since, @Nullable Instant to) {
        from = since;
        until = to;
        return this;
    }

    public Word promising(Instant next) {
        nextUpdateAt = next;
        return this;
    }

    public Word forWhom(Scope whom, @Nullable String note) {
        scope = whom;
        scopeNote = note;
        return this;
    }

    public Word planned(Instant begin, Instant end) {
        scheduledFor = begin;
        scheduledUntil = end;
        return this;
    }

    /** With Korean words where the test gave none. */
    public Word filled() {
        names.putIfAbsent("ko", "로그인 장애");
        bodies.putIfAbsent("ko", "확인하고 있습니다.");
        return this;
    }

    public Details details() {
        return new Details(
                names,
                statuses,
                null,
                impact,
                computedImpact,
                from,
                until,
                nextUpdateAt,
                scope,
                scopeNote,
                scheduledFor,
                scheduledUntil);
    }

    public NewUpdate update() {
        return new NewUpdate(stage, bodies, details(), null, true);
    }
}
