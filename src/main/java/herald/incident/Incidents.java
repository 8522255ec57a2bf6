package herald.incident;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.component.Impact;
import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.database.Transactions;
import herald.outbox.Outbox;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import herald.page.PublicId;
import herald.staff.Actor;
import herald.staff.Audit;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of incidents and scheduled maintenance. One word costs one transaction: update, state, components, audit and outbox
 * are written together or not at all.
 */
@Singleton
public class Incidents {

    private final IncidentRepository incidents;
    private final TextRepository names;
    private final UpdateRepository updates;
    private final UpdateTextRepository texts;
    private final AffectedComponentRepository affected;
    private final AttachedComponentRepository attached;
    private final WithdrawalRepository withdrawals;
    private final Stories stories;
    private final Components components;
    private final Pages pages;
    private final Audit audit;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Failpoint failpoint;
    private final Clock clock;

    Incidents(
            IncidentRepository incidents,
            TextRepository names,
            UpdateRepository updates,
            UpdateTextRepository texts,
            AffectedComponentRepository affected,
            AttachedComponentRepository attached,
            WithdrawalRepository withdrawals,
            Stories stories,
            Components components,
            Pages pages,
            Audit audit,
            Outbox outbox,
            Transactions transactions,
            Failpoint failpoint,
            Clock clock) {
        this.incidents = incidents;
        this.names = names;
        this.updates = updates;
        this.texts = texts;
        this.affected = affected;
        this.attached = attached;
        this.withdrawals = withdrawals;
        this.stories = stories;
        this.components = components;
        this.pages = pages;
        this.audit = audit;
        this.outbox = outbox;
        this.transactions = transactions;
        this.failpoint = failpoint;
        this.clock = clock;
    }

    /**
     * Opens an incident, or with a schedule a maintenance, with its first update.
     *
     * @throws InvalidException when something will not do; nothing is written
     */
    public Story open(Page page, NewUpdate first, Actor actor) {
        var problems = new ArrayList<>(first.problems(clock.instant()));
        if (first.details().names().isEmpty()) {
            problems.addFirst("incident.name: give it a name that says what people notice.");
        }
        InvalidException.throwIfAny(problems);
        failpoint.reached(Step.SUBMITTED);
        var story = transactions.write(() -> {
            long pageVersion = pages.raiseVersion(page.id());
            var now = clock.instant();
            var shownAt = first.displayAt() == null ? now : first.displayAt();
            var incident = incidents.save(
                    fresh(page, first.stage(), first.details(), shownAt, now).at(pageVersion));
            return append(page, incident, first, pageVersion, actor, "incident.open");
        });
        transactions.afterCommit(() -> failpoint.reached(Step.COMMITTED));
        return story;
    }

    /**
     * Posts the next update. An open stage on a closed incident opens it again.
     *
     * @param seen the version of the incident the writer had before his eyes; null for a writer who takes his turn without looking
     * @throws StaleIncidentException when that is not the newest; nothing is written
     * @throws InvalidException when something will not do; nothing is written
     */
    public Story post(Page page, String code, NewUpdate next, @Nullable Long seen, Actor actor) {
        InvalidException.throwIfAny(next.problems(clock.instant()));
        failpoint.reached(Step.SUBMITTED);
        var story = transactions.write(() -> {
            long pageVersion = pages.raiseVersion(page.id());
            var incident = byCode(page, code);
            refuseStale(incident, seen);
            return append(
                    page,
                    incident,
                    next,
                    pageVersion,
                    actor,
                    !incident.isOpen() && next.stage().isOpen() ? "incident.reopen" : "incident.update");
        });
        transactions.afterCommit(() -> failpoint.reached(Step.COMMITTED));
        return story;
    }

    /** Changes what is said of an incident without posting anything. Parameters and exceptions as in {@link #post}. */
    public Story change(Page page, String code, Details details, @Nullable Long seen, Actor actor) {
        InvalidException.throwIfAny(details.problems(clock.instant()));
        return transactions.write(() -> {
            long pageVersion = pages.raiseVersion(page.id());
            var incident = byCode(page, code);
            refuseStale(incident, seen);
            var touched = attach(page, incident, details);
            setStatuses(incident, touched, details.statuses());
            var changed = incident.with(details, peak(incident, touched, details.statuses()), clock.instant())
                    .at(pageVersion);
            InvalidException.throwIfAny(Details.problemsOf(changed));
            name(incident, details.names());
            audit.record(page.id(), actor, "incident.change", code, null);
            return stories.of(incidents.update(changed));
        });
    }

    /**
     * Puts other words in the place of an update's; the earlier ones are kept and shown on request.
     *
     * @param bodies by language; languages that are not given stay
     * @param displayAt when it shall be shown as posted; null leaves it
     */
    public Story edit(
            Page page,
            String code,
            String updateCode,
            Map<String, String> bodies,
            @Nullable Instant displayAt,
            @Nullable Long seen,
            Actor actor) {
        if (!bodies.isEmpty()) {
            InvalidException.throwIfAny(NewUpdate.bodyProblems(bodies));
        }
        if (displayAt != null && displayAt.isAfter(clock.instant().plusSeconds(300))) {
            throw new InvalidException(List.of("incident_update.display_at: " + displayAt + " has not come yet."));
        }
        return transactions.write(() -> {
            long pageVersion = pages.raiseVersion(page.id());
            var incident = byCode(page, code);
            refuseStale(incident, seen);
            var told = stories.of(incident).updates().stream()
                    .filter(u -> u.update().code().equals(updateCode))
                    .findFirst()
                    .orElseThrow(() -> new IncidentNotFoundException(updateCode));
            var now = clock.instant();
            var before = told.bodies();
            bodies.forEach((language, body) -> {
                if (!body.isBlank() && !body.equals(before.get(language))) {
                    int revision = (int) told.texts().stream()
                                    .filter(text -> text.language().equals(language))
                                    .count()
                            + 1;
                    texts.save(new UpdateText(null, told.update().id(), language, revision, body, actor.name(), now));
                }
            });
            updates.update(told.update().edited(displayAt, now));
            audit.record(page.id(), actor, "incident_update.edit", updateCode, null);
            return stories.of(incidents.update(
                    shown(incident, told.update(), displayAt, now).at(pageVersion)));
        });
    }

    /**
     * Takes back an update's words: readers see that there was one and when it was withdrawn, staff keep the text. Where nothing newer
     * stands, the incident and its components go back to how they were before it; an incident of which nothing is left is closed.
     *
     * @throws InvalidException when it was withdrawn before
     */
    public Story withdraw(Page page, String code, String updateCode, Actor actor) {
        return transactions.write(() -> {
            long pageVersion = pages.raiseVersion(page.id());
            var incident = byCode(page, code);
            var story = stories.of(incident);
            var told = story.updates().stream()
                    .filter(u -> u.update().code().equals(updateCode))
                    .findFirst()
                    .orElseThrow(() -> new IncidentNotFoundException(updateCode));
            var now = clock.instant();
            if (withdrawals.withdraw(told.update().id(), now, actor.name()) != 1) {
                throw new InvalidException(List.of("incident_update: it was withdrawn before."));
            }
            outbox.updateWithdrawn(told.update().id());
            audit.record(
                    page.id(),
                    actor,
                    "incident_update.withdraw",
                    updateCode,
                    told.update().stage().word());
            var left = story.standing().stream()
                    .filter(other -> !other.update().code().equals(updateCode))
                    .toList();
            boolean newest = left.stream()
                    .allMatch(other -> other.update().sequence() < told.update().sequence());
            if (newest) {
                restore(page, incident, told);
            }
            var before = newest && !left.isEmpty() ? left.getLast().update() : null;
            var after = newest
                    ? incident.withdrawn(before, impact(incident, left), before == null ? null : closedAt(left), now)
                    : incident;
            return stories.of(incidents.update(after.at(pageVersion)));
        });
    }

    /** Components that still stand as the update left them go back to how they were. */
    private void restore(Page page, Incident incident, Story.Told told) {
        var all = components.ofPage(page.id());
        for (var changed : told.components()) {
            all.stream()
                    .filter(component -> component.code().equals(changed.componentCode())
                            && component.status() == changed.newStatus()
                            && changed.oldStatus() != changed.newStatus())
                    .forEach(component -> components.setStatus(component, changed.oldStatus(), incident.id()));
        }
    }

    private static Impact impact(Incident incident, List<Story.Told> left) {
        return incident.isMaintenance()
                ? Impact.MAINTENANCE
                : Impact.worstOf(left.stream()
                        .map(told -> Impact.of(told.components().stream()
                                .map(AffectedComponent::newStatus)
                                .toList()))
                        .toList());
    }

    /** When the update was shown that closed it last; null while it is open. */
    private static @Nullable Instant closedAt(List<Story.Told> left) {
        Instant closed = null;
        for (var told : left) {
            closed = told.update().stage().isOpen()
                    ? null
                    : closed == null ? told.update().displayAt() : closed;
        }
        return closed;
    }

    /**
     * The incident as it would stand once {@code next} had been posted. Writes nothing, and takes words that are not finished yet.
     *
     * @param code null for an incident that {@code next} would open
     */
    public Story preview(Page page, @Nullable String code, NewUpdate next) {
        var now = clock.instant();
        var shownAt = next.displayAt() == null ? now : next.displayAt();
        var details = next.details();
        var before = code == null ? null : story(page, code);
        var incident = (before == null ? fresh(page, next.stage(), details, shownAt, now) : before.incident());
        var all = components.ofPage(page.id());
        var touched = all.stream()
                .filter(component -> details.statuses().containsKey(component.code())
                        || (details.attached() != null && details.attached().contains(component.code()))
                        || (details.attached() == null
                                && before != null
                                && before.componentIds().contains(component.id())))
                .toList();
        var peak = peak(incident, touched, details.statuses());
        var after = incident.after(next.stage(), details, peak, shownAt, now);
        var update = new IncidentUpdate(
                0L,
                "preview",
                0,
                after.lastSequence(),
                next.stage(),
                true,
                after.nextUpdateAt(),
                "",
                shownAt,
                now,
                now);
        var told = new Story.Told(
                update,
                next.bodies().entrySet().stream()
                        .filter(body -> !body.getValue().isBlank())
                        .map(body -> new UpdateText(0L, 0, body.getKey(), 1, body.getValue(), "", now))
                        .toList(),
                touched.stream()
                        .map(component -> new AffectedComponent(
                                0L,
                                0,
                                component.code(),
                                components.fullName(component),
                                component.status(),
                                details.statuses().getOrDefault(component.code(), component.status())))
                        .toList(),
                null);
        var names = new LinkedHashMap<String, String>();
        var updates = new ArrayList<Story.Told>();
        if (before != null) {
            names.putAll(before.names());
            updates.addAll(before.updates());
        }
        names.putAll(details.names());
        updates.add(told);
        return new Story(
                after,
                names,
                updates,
                touched.stream().map(Component::id).toList(),
                before == null ? null : before.postmortem());
    }

    /** @throws IncidentNotFoundException when the page has none with this id */
    public Story story(Page page, String code) {
        return transactions.read(() -> stories.of(byCode(page, code)));
    }

    public Optional<Story> story(long incidentId) {
        return transactions.read(() -> incidents.findById(incidentId).map(stories::of));
    }

    /** Incidents and maintenances, the newest created first. */
    public List<Story> newest(long pageId, int limit, int offset) {
        return transactions.read(() -> stories.of(incidents.newest(pageId, limit, offset)));
    }

    /** What is open: incidents and maintenances that are planned or running, the newest created first. */
    public List<Story> open(long pageId) {
        return transactions.read(() -> stories.of(incidents.open(pageId)));
    }

    /**
     * What has changed on a page since it had {@code pageVersion}, in the order of change, at most {@code limit} of them: ask again
     * from the last one's version.
     */
    public List<Story> changedSince(long pageId, long pageVersion, int limit) {
        return transactions.read(() -> stories.of(incidents.changedSince(pageId, pageVersion, limit)));
    }

    private Story append(Page page, Incident incident, NewUpdate next, long pageVersion, Actor actor, String action) {
        var details = next.details();
        var now = clock.instant();
        var shownAt = next.displayAt() == null ? now : next.displayAt();
        var touched = attach(page, incident, details);
        var before = statuses(touched);
        setStatuses(incident, touched, details.statuses());
        var after = incident.after(next.stage(), details, peak(incident, touched, details.statuses()), shownAt, now)
                .at(pageVersion);
        var problems = new ArrayList<>(Details.problemsOf(after));
        problems.addAll(stageProblems(after));
        InvalidException.throwIfAny(problems);
        name(incident, details.names());
        var update = updates.save(new IncidentUpdate(
                null,
                PublicId.random(),
                incident.id(),
                after.lastSequence(),
                next.stage(),
                next.deliverNotifications(),
                after.nextUpdateAt(),
                actor.name(),
                shownAt,
                now,
                now));
        next.bodies().forEach((language, body) -> {
            if (!body.isBlank()) {
                texts.save(new UpdateText(null, update.id(), language, 1, body, actor.name(), now));
            }
        });
        for (var component : touched) {
            var old = Objects.requireNonNull(before.get(component.code()));
            affected.save(new AffectedComponent(
                    null,
                    update.id(),
                    component.code(),
                    components.fullName(component),
                    old,
                    details.statuses().getOrDefault(component.code(), old)));
        }
        failpoint.reached(Step.UPDATE_WRITTEN);
        audit.record(page.id(), actor, action, incident.code(), next.stage().word());
        if (next.deliverNotifications()) {
            outbox.updatePosted(page.id(), incident.id(), update.id(), update.sequence());
        }
        failpoint.reached(Step.OUTBOX_WRITTEN);
        return stories.of(incidents.update(after));
    }

    /** Attaches and detaches as {@code details} say, and answers all components the incident now touches, as they were before. */
    private List<Component> attach(Page page, Incident incident, Details details) {
        var all = components.ofPage(page.id());
        var known = attached.of(List.of(incident.id())).stream()
                .map(AttachedComponent::componentId)
                .toList();
        var wanted = new LinkedHashSet<Long>();
        if (details.attached() == null) {
            wanted.addAll(known);
        } else {
            details.attached()
                    .forEach(code -> wanted.add(byCode(page, all, code).id()));
        }
        details.statuses()
                .keySet()
                .forEach(code -> wanted.add(byCode(page, all, code).id()));
        known.stream().filter(id -> !wanted.contains(id)).forEach(id -> attached.detach(incident.id(), id));
        wanted.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> attached.save(new AttachedComponent(null, incident.id(), id)));
        return all.stream().filter(component -> wanted.contains(component.id())).toList();
    }

    private Component byCode(Page page, List<Component> all, String code) {
        return all.stream()
                .filter(component -> component.code().equals(code))
                .findFirst()
                .orElseGet(() -> components.byCode(page.id(), code));
    }

    /** @param touched as they were before, all that {@code statuses} name among them */
    private void setStatuses(Incident incident, List<Component> touched, Map<String, ComponentStatus> statuses) {
        for (var component : touched) {
            components.setStatus(component, statuses.getOrDefault(component.code(), component.status()), incident.id());
        }
    }

    /** The worst so far, once the components touched have {@code statuses}. */
    private static Impact peak(Incident incident, List<Component> touched, Map<String, ComponentStatus> statuses) {
        if (incident.isMaintenance()) {
            return Impact.MAINTENANCE;
        }
        var now = touched.stream()
                .map(component -> statuses.getOrDefault(component.code(), component.status()))
                .toList();
        return Impact.worstOf(List.of(incident.impact(), Impact.of(now)));
    }

    private void name(Incident incident, Map<String, String> given) {
        given.forEach((language, name) -> {
            boolean known = names.of(List.of(incident.id())).stream()
                    .anyMatch(text -> text.language().equals(language));
            if (known) {
                names.rename(incident.id(), language, name.strip());
            } else {
                names.save(new IncidentText(null, incident.id(), language, name.strip()));
            }
        });
    }

    private Incident byCode(Page page, String code) {
        return incidents
                .findByCode(code)
                .filter(incident -> incident.pageId() == page.id())
                .orElseThrow(() -> new IncidentNotFoundException(code));
    }

    private void refuseStale(Incident incident, @Nullable Long seen) {
        if (seen != null && seen != incident.version()) {
            throw new StaleIncidentException(stories.of(incident));
        }
    }

    private static Incident shown(Incident incident, IncidentUpdate update, @Nullable Instant displayAt, Instant now) {
        var monitoring = displayAt != null
                        && Objects.equals(incident.monitoringAt(), update.displayAt())
                        && update.stage() == Stage.MONITORING
                ? displayAt
                : incident.monitoringAt();
        var resolved = displayAt != null
                        && Objects.equals(incident.resolvedAt(), update.displayAt())
                        && !update.stage().isOpen()
                ? displayAt
                : incident.resolvedAt();
        return incident.shown(monitoring, resolved, now);
    }

    private static Incident fresh(Page page, Stage stage, Details details, Instant shownAt, Instant now) {
        return new Incident(
                null,
                PublicId.random(),
                page.id(),
                page.version(),
                0,
                stage,
                Impact.NONE,
                null,
                started(details, shownAt),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                details.scheduledFor(),
                details.scheduledUntil(),
                0,
                now,
                now);
    }

    private static Instant started(Details details, Instant shownAt) {
        return details.impactStartedAt() == null ? shownAt : details.impactStartedAt();
    }

    private static Map<String, ComponentStatus> statuses(List<Component> components) {
        var statuses = new java.util.HashMap<String, ComponentStatus>();
        components.forEach(component -> statuses.put(component.code(), component.status()));
        return statuses;
    }

    private static List<String> stageProblems(Incident incident) {
        Set<Stage> allowed = incident.isMaintenance() ? Stage.OF_MAINTENANCE : Stage.OF_INCIDENT;
        if (allowed.contains(incident.stage())) {
            return List.of();
        }
        return List.of("incident.status: '" + incident.stage().word() + "' is not a stage of "
                + (incident.isMaintenance() ? "a scheduled maintenance" : "an incident") + "; use one of "
                + String.join(", ", allowed.stream().map(Stage::word).toList()) + ".");
    }
}
