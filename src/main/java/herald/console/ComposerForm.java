package herald.console;

import herald.component.ComponentStatus;
import herald.component.Components;
import herald.delivery.Target;
import herald.delivery.Targets;
import herald.incident.Details;
import herald.incident.Incident;
import herald.incident.NewUpdate;
import herald.incident.Scope;
import herald.incident.Stage;
import herald.incident.Story;
import herald.page.Page;
import herald.theme.Messages;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills the form that writes an update, and reads it again. */
@Singleton
class ComposerForm {

    private final Components components;
    private final Targets targets;
    private final Clock clock;

    ComposerForm(Components components, Targets targets, Clock clock) {
        this.components = components;
        this.targets = targets;
        this.clock = clock;
    }

    /** What a form said. {@code problems} are those that the rules of incidents do not know of. */
    record Reading(NewUpdate update, Map<String, String> texts, List<Problem> problems) {}

    /** An empty form that opens an incident or a maintenance. */
    Composer opening(Page page, boolean maintenance) {
        var typed = new HashMap<String, String>();
        typed.put("stage", (maintenance ? Stage.SCHEDULED : Stage.INVESTIGATING).word());
        typed.put("notify", "yes");
        typed.put("next", maintenance ? "" : "30");
        typed.put("token", Screens.token());
        return opening(page, maintenance, typed, List.of());
    }

    Composer opening(Page page, boolean maintenance, Map<String, String> typed, List<Problem> problems) {
        return new Composer(
                "/console/incidents",
                maintenance ? "maintenance-new" : "incident-new",
                null,
                maintenance,
                words(maintenance),
                closing(maintenance).word(),
                languages(page),
                ComponentSet.of(components, page.id(), List.of()),
                When.zoneLabel(page.zone(), clock.instant()),
                typed,
                List.of(),
                problems,
                listeners(page),
                accounts(page));
    }

    /** A form for the next word about {@code story}, with nothing to do but write it. */
    Composer next(Page page, Story story) {
        var incident = story.incident();
        var ended = incident.impactEndedAt() != null
                ? incident.impactEndedAt()
                : incident.monitoringAt() != null ? incident.monitoringAt() : clock.instant();
        var typed = new HashMap<String, String>();
        typed.put("stage", incident.stage().word());
        typed.put("notify", "yes");
        typed.put("next", incident.isMaintenance() ? "" : "30");
        typed.put("restore", "yes");
        typed.put("token", Screens.token());
        typed.put("scope", incident.scope() == null ? "" : incident.scope().word());
        typed.put("scope_note", incident.scopeNote() == null ? "" : incident.scopeNote());
        typed.put("impact_started", When.field(incident.impactStartedAt(), page.zone()));
        typed.put("impact_ended", When.field(ended, page.zone()));
        return next(page, story, typed, List.of());
    }

    /** {@code typed} again, under the version of the incident that is shown beside it now. */
    Composer next(Page page, Story story, Map<String, String> typed, List<Problem> problems) {
        var incident = story.incident();
        var fields = new HashMap<>(typed);
        fields.put("seen", String.valueOf(incident.version()));
        var affected = components.ofPage(page.id()).stream()
                .filter(c -> story.componentIds().contains(c.id()) && c.status() != ComponentStatus.OPERATIONAL)
                .map(components::fullName)
                .toList();
        return new Composer(
                "/console/incidents/" + incident.code() + "/updates",
                "incident-" + incident.code(),
                incident.code(),
                incident.isMaintenance(),
                words(incident.isMaintenance()),
                closing(incident.isMaintenance()).word(),
                languages(page),
                ComponentSet.of(components, page.id(), story.componentIds()),
                When.zoneLabel(page.zone(), clock.instant()),
                fields,
                affected,
                problems,
                listeners(page),
                accounts(page));
    }

    /** @param before null for an incident that is being opened */
    Reading read(Page page, @Nullable Story before, Form form) {
        var problems = new ArrayList<Problem>();
        var stage = Stage.ofWord(form.text("stage")).orElse(Stage.INVESTIGATING);
        if (Stage.ofWord(form.text("stage")).isEmpty()) {
            problems.add(new Problem("stage", "Stage: choose how far it has come."));
        }
        var incident = before == null ? null : before.incident();
        var bodies = new LinkedHashMap<String, String>();
        var names = new LinkedHashMap<String, String>();
        for (var language : page.languageList()) {
            bodies.put(language, form.text("body." + language).strip());
            if (!form.text("title." + language).isBlank()) {
                names.put(language, form.text("title." + language));
            }
        }
        bodies.values().removeIf(String::isEmpty);
        var statuses = statuses(page, form);
        if (!stage.isOpen() && form.has("restore") && before != null) {
            components.ofPage(page.id()).stream()
                    .filter(c -> before.componentIds().contains(c.id()))
                    .forEach(c -> statuses.putIfAbsent(c.code(), ComponentStatus.OPERATIONAL));
        }
        var started = time(
                page,
                form,
                "impact_started",
                "Noticed from",
                incident == null ? null : incident.impactStartedAt(),
                problems);
        var ended = stage.isOpen() ? null : ended(page, form, incident, started, problems);
        var details = new Details(
                names,
                statuses,
                null,
                null,
                false,
                started,
                ended,
                nextUpdate(page, form, stage, problems),
                Scope.ofWord(form.text("scope")).orElse(null),
                form.has("scope_note") ? form.text("scope_note") : null,
                time(
                        page,
                        form,
                        "scheduled_for",
                        "Planned from",
                        incident == null ? null : incident.scheduledFor(),
                        problems),
                time(
                        page,
                        form,
                        "scheduled_until",
                        "Planned until",
                        incident == null ? null : incident.scheduledUntil(),
                        problems));
        windowProblems(page, started, ended, incident, problems);
        return new Reading(new NewUpdate(stage, bodies, details, null, form.has("notify")), texts(form), problems);
    }

    /** Words for single targets; those that were left empty get the template's. */
    private static Map<String, String> texts(Form form) {
        var texts = new LinkedHashMap<String, String>();
        form.fields().forEach((name, values) -> {
            if (name.startsWith("text.") && !values.getFirst().isBlank()) {
                texts.put(name.substring("text.".length()), values.getFirst());
            }
        });
        return texts;
    }

    private Map<String, ComponentStatus> statuses(Page page, Form form) {
        var statuses = new LinkedHashMap<String, ComponentStatus>();
        var groups = components.groupsOfPage(page.id());
        for (var component : components.ofPage(page.id())) {
            var ofGroup = groups.stream()
                    .filter(group -> group.id().equals(component.groupId()))
                    .map(group -> form.text("group." + group.code()))
                    .findFirst()
                    .orElse("");
            var chosen = form.text("component." + component.code());
            ComponentStatus.ofWord(chosen.isEmpty() ? ofGroup : chosen)
                    .ifPresent(status -> statuses.put(component.code(), status));
        }
        return statuses;
    }

    private @Nullable Instant nextUpdate(Page page, Form form, Stage stage, List<Problem> problems) {
        if (!stage.isOpen()) {
            return null;
        }
        var choice = form.text("next");
        if (choice.matches("\\d{1,4}")) {
            return clock.instant()
                    .plus(Duration.ofMinutes(Long.parseLong(choice)))
                    .truncatedTo(ChronoUnit.MINUTES);
        }
        if (!choice.equals("at")) {
            return null;
        }
        var at = time(page, form, "next_at", "Next update", null, problems);
        if (at == null) {
            problems.add(new Problem("next_at", "Next update: say at what time, or choose “No promise”."));
        } else if (at.isBefore(clock.instant())) {
            problems.add(new Problem("next_at", "Next update: that time has passed; promise one to come."));
            return null;
        }
        return at;
    }

    private @Nullable Instant ended(
            Page page, Form form, @Nullable Incident incident, @Nullable Instant started, List<Problem> problems) {
        var ended = time(
                page,
                form,
                "impact_ended",
                "Noticed until",
                incident == null ? null : incident.impactEndedAt(),
                problems);
        var from = started != null ? started : incident == null ? null : incident.impactStartedAt();
        // Fields know minutes: an incident that began and ended within one shall not end before it began.
        boolean sameMinute = ended != null
                && from != null
                && ended.isBefore(from)
                && ended.equals(from.truncatedTo(ChronoUnit.MINUTES));
        return sameMinute ? from : ended;
    }

    /** Null for an empty field and for one that still shows {@code known}, which may have seconds that the field does not show. */
    private @Nullable Instant time(
            Page page, Form form, String field, String label, @Nullable Instant known, List<Problem> problems) {
        var text = form.text(field);
        if (text.isBlank() || text.equals(When.field(known, page.zone()))) {
            return null;
        }
        try {
            return When.ofField(text, page.zone());
        } catch (DateTimeException broken) {
            problems.add(new Problem(
                    field,
                    label + ": “" + text + "” is not a date and time; write it as "
                            + When.field(clock.instant(), page.zone()) + "."));
            return null;
        }
    }

    private void windowProblems(
            Page page,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Incident incident,
            List<Problem> problems) {
        var soon = clock.instant().plus(Duration.ofMinutes(5));
        if (started != null && started.isAfter(soon)) {
            problems.add(new Problem("impact_started", "Noticed from: that time has not come yet."));
        }
        if (ended != null && ended.isAfter(soon)) {
            problems.add(new Problem("impact_ended", "Noticed until: that time has not come yet."));
        }
        var from = started != null ? started : incident == null ? null : incident.impactStartedAt();
        if (from != null && ended != null && ended.isBefore(from)) {
            problems.add(new Problem(
                    "impact_ended",
                    "Noticed until: it lies before the beginning ("
                            + When.there(from, clock.instant(), page.zone()).text() + ")."));
        }
    }

    private List<Composer.Target> accounts(Page page) {
        return targets.ofPage(page.id()).stream()
                .filter(Target::enabled)
                .map(target -> new Composer.Target(target.code(), target.name(), target.language()))
                .toList();
    }

    private int listeners(Page page) {
        return (int) targets.ofPage(page.id()).stream().filter(Target::enabled).count();
    }

    private static List<String> words(boolean maintenance) {
        Set<Stage> stages = maintenance ? Stage.OF_MAINTENANCE : Stage.OF_INCIDENT;
        var order = new ArrayList<>(stages);
        if (maintenance) {
            // The enum has DELAYED among the incident's stages; a maintenance is delayed once it is in progress.
            order.remove(Stage.DELAYED);
            order.add(order.indexOf(Stage.IN_PROGRESS) + 1, Stage.DELAYED);
        }
        return order.stream().map(Stage::word).toList();
    }

    private static Stage closing(boolean maintenance) {
        return maintenance ? Stage.COMPLETED : Stage.RESOLVED;
    }

    static List<LanguageField> languages(Page page) {
        return page.languageList().stream()
                .map(code -> new LanguageField(code, Messages.ownName(code), code.equals(page.firstLanguage())))
                .toList();
    }
}
