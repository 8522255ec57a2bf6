package herald.publish;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.ComponentStatus;
import herald.incident.AffectedComponent;
import herald.incident.Incident;
import herald.incident.Stage;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.incident.UpdateText;
import herald.publish.JsonText.Piece;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The public answers of Statuspage's API v2, key for key and in its order; what Herald adds stands in {@code herald}. Maps,
 * because their order is the contract; what stands in several answers is written once.
 */
final class StatusJson {

    private static final int MOST_INCIDENTS = 50;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final List<String> UTC_NAMES = List.of("UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Z");

    private static final Comparator<Told> NEWEST_SHOWN_FIRST = Comparator.<Told, Instant>comparing(
                    told -> told.update().displayAt())
            .thenComparingInt(told -> told.update().sequence())
            .reversed();

    private final PageData data;
    private final Edition first;
    private final String base;
    private final Map<Component, Piece> components = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Story, Piece> incidents = Collections.synchronizedMap(new IdentityHashMap<>());
    private @Nullable Piece listed;
    private @Nullable Piece current;

    /** @param first the page in its first language */
    StatusJson(PageData data, Edition first) {
        this.data = data;
        this.first = first;
        this.base = first.base();
    }

    /** How things are now, by path. */
    Map<String, Supplier<Map<String, Object>>> present() {
        var answers = new LinkedHashMap<String, Supplier<Map<String, Object>>>();
        answers.put("/api/v2/summary.json", this::summary);
        answers.put("/api/v2/status.json", () -> answer(page(data.page().updatedAt()), "status", status()));
        answers.put("/api/v2/components.json", () -> answer(page(data.page().updatedAt()), "components", current()));
        answers.put(
                "/api/v2/incidents/unresolved.json",
                () -> answer(page(data.page().updatedAt()), "incidents", incidents(data.openIncidents())));
        answers.put(
                "/api/v2/scheduled-maintenances/upcoming.json",
                () -> answer(page(data.page().updatedAt()), "scheduled_maintenances", upcoming()));
        answers.put(
                "/api/v2/scheduled-maintenances/active.json",
                () -> answer(page(data.page().updatedAt()), "scheduled_maintenances", active()));
        return answers;
    }

    /** The newest of all, by path, but for those about what is over. */
    Map<String, Supplier<Map<String, Object>>> lists() {
        return Map.of(
                "/api/v2/incidents.json",
                () -> answer(page(data.page().updatedAt()), "incidents", newest(realtime())),
                "/api/v2/scheduled-maintenances.json",
                () -> answer(page(data.page().updatedAt()), "scheduled_maintenances", newest(maintenances())));
    }

    private Map<String, Object> summary() {
        var summary = answer(page(data.page().updatedAt()), "components", current());
        summary.put("incidents", incidents(data.openIncidents()));
        summary.put(
                "scheduled_maintenances",
                Stream.concat(upcoming().stream(), active().stream()).toList());
        summary.put("status", status());
        return summary;
    }

    /** The incidents that {@code /api/v2/incidents/resolved.json} tells of. */
    List<Story> resolved() {
        return realtime()
                .filter(story -> !story.incident().isOpen())
                .limit(MOST_INCIDENTS)
                .toList();
    }

    Map<String, Object> resolvedAnswer() {
        return answer(page(data.page().updatedAt()), "incidents", incidents(resolved().stream()));
    }

    /**
     * One incident by itself. Once it is over its components stand as it left them, and the page's last change is the incident's:
     * every node writes the same bytes, and they rest.
     */
    Map<String, Object> answer(Story story) {
        var incident = story.incident();
        if (incident.isOpen()) {
            return answer(page(data.page().updatedAt()), "incident", piece(story));
        }
        var left = data.touchedBy(story).stream()
                .map(component -> component(
                        component, statusLeft(story, component), earlier(component.updatedAt(), incident.updatedAt())))
                .toList();
        return answer(page(incident.updatedAt()), "incident", incident(story, left));
    }

    private static ComponentStatus statusLeft(Story story, Component component) {
        return story.updates().reversed().stream()
                .flatMap(told -> told.components().stream())
                .filter(affected -> affected.componentCode().equals(component.code()))
                .map(AffectedComponent::newStatus)
                .findFirst()
                .orElse(ComponentStatus.OPERATIONAL);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Map<String, Object> answer(Piece page, String key, Object value) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("page", page);
        answer.put(key, value);
        return answer;
    }

    /** The page itself, as every answer begins; {@code updatedAt} is when what is shown last changed. */
    Piece page(Instant updatedAt) {
        var page = new LinkedHashMap<String, Object>();
        page.put("id", data.page().code());
        page.put("name", data.page().name());
        page.put("url", base);
        page.put("time_zone", data.page().timeZone());
        page.put("updated_at", time(updatedAt));
        return JsonText.piece(page);
    }

    private Map<String, Object> status() {
        var status = new LinkedHashMap<String, Object>();
        status.put("indicator", data.status().indicator());
        status.put("description", data.status().description());
        return status;
    }

    /** What is listed, as it is now. */
    private Piece current() {
        if (current == null) {
            current = JsonText.piece(rows());
        }
        return current;
    }

    /** What is listed, without what changes from hour to hour: for documents that must rest. */
    Piece listed() {
        if (listed == null) {
            var rows = rows();
            rows.forEach(row -> row.keySet().removeAll(List.of("status", "updated_at")));
            listed = JsonText.piece(rows);
        }
        return listed;
    }

    /** Leaves and groups together, by position. */
    private List<Map<String, Object>> rows() {
        record Row(int position, boolean topLevel, Map<String, Object> json) {}
        var rows = new ArrayList<Row>();
        data.components()
                .forEach(leaf -> rows.add(new Row(
                        leaf.position(), leaf.groupId() == null, component(leaf, leaf.status(), leaf.updatedAt()))));
        data.groups().forEach(group -> rows.add(new Row(group.position(), true, group(group))));
        rows.sort(Comparator.comparingInt(Row::position).thenComparing(row -> !row.topLevel()));
        return rows.stream().map(Row::json).toList();
    }

    private Piece piece(Component component) {
        return components.computeIfAbsent(
                component, one -> JsonText.piece(component(one, one.status(), one.updatedAt())));
    }

    private Map<String, Object> component(Component component, ComponentStatus status, Instant updatedAt) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", component.code());
        json.put("name", component.name());
        json.put("status", status.word());
        json.put("created_at", time(component.createdAt()));
        json.put("updated_at", time(updatedAt));
        json.put("position", component.position());
        json.put("description", component.description());
        json.put("showcase", component.showcase());
        json.put(
                "start_date",
                component.startDate() == null ? null : component.startDate().toString());
        json.put("group_id", data.groupOf(component).map(ComponentGroup::code).orElse(null));
        json.put("page_id", data.page().code());
        json.put("group", false);
        json.put("only_show_if_degraded", component.onlyShowIfDegraded());
        return json;
    }

    private Map<String, Object> group(ComponentGroup group) {
        var children = data.childrenOf(group);
        var json = new LinkedHashMap<String, Object>();
        json.put("id", group.code());
        json.put("name", group.name());
        json.put(
                "status",
                ComponentStatus.worstOf(children.stream().map(Component::status).toList())
                        .word());
        json.put("created_at", time(group.createdAt()));
        json.put("updated_at", time(group.updatedAt()));
        json.put("position", group.position());
        json.put("description", group.description());
        json.put("showcase", false);
        json.put("start_date", null);
        json.put("group_id", null);
        json.put("page_id", data.page().code());
        json.put("group", true);
        json.put("only_show_if_degraded", false);
        json.put("components", children.stream().map(Component::code).toList());
        return json;
    }

    private Stream<Story> realtime() {
        return data.stories().stream().filter(story -> !story.incident().isMaintenance());
    }

    private Stream<Story> maintenances() {
        return data.stories().stream().filter(story -> story.incident().isMaintenance());
    }

    private List<Piece> upcoming() {
        return incidents(maintenances()
                .filter(story -> StandardStages.of(story) == Stage.SCHEDULED)
                .sorted(Comparator.comparing(story -> story.incident().scheduledFor())));
    }

    private List<Piece> active() {
        return incidents(maintenances()
                .filter(story -> story.incident().isOpen() && StandardStages.of(story) != Stage.SCHEDULED)
                .sorted(Comparator.comparing(story -> story.incident().scheduledFor())));
    }

    private List<Piece> newest(Stream<Story> stories) {
        return incidents(stories.limit(MOST_INCIDENTS));
    }

    private List<Piece> incidents(Stream<Story> stories) {
        return stories.map(this::piece).toList();
    }

    private Piece piece(Story story) {
        return incidents.computeIfAbsent(
                story,
                one -> JsonText.piece(incident(
                        one, data.touchedBy(one).stream().map(this::piece).toList())));
    }

    private Map<String, Object> incident(Story story, List<?> components) {
        var incident = story.incident();
        var json = new LinkedHashMap<String, Object>();
        json.put("id", incident.code());
        json.put("name", inPagesLanguage(story.names()));
        json.put("status", StandardStages.of(story).word());
        json.put("created_at", time(incident.createdAt()));
        json.put("updated_at", time(incident.updatedAt()));
        json.put("monitoring_at", time(incident.monitoringAt()));
        json.put("resolved_at", time(incident.resolvedAt()));
        json.put("impact", incident.effectiveImpact().word());
        json.put("shortlink", base + "/i/" + incident.code());
        json.put("started_at", time(incident.startedAt()));
        json.put("page_id", data.page().code());
        json.put(
                "incident_updates",
                story.updates().stream()
                        .sorted(NEWEST_SHOWN_FIRST)
                        .map(told -> update(story, told))
                        .toList());
        json.put("components", components);
        if (incident.isMaintenance()) {
            json.put("scheduled_for", time(incident.scheduledFor()));
            json.put("scheduled_until", time(incident.scheduledUntil()));
        } else {
            json.put("reminder_intervals", null);
        }
        json.put("herald", herald(story, incident));
        return json;
    }

    private Map<String, Object> herald(Story story, Incident incident) {
        var json = new LinkedHashMap<String, Object>();
        json.put("stage", incident.stage().word());
        json.put("next_update_at", time(incident.nextUpdateAt()));
        json.put("impact_started_at", time(incident.impactStartedAt()));
        json.put("impact_ended_at", time(incident.impactEndedAt()));
        json.put("scope", incident.scope() == null ? null : incident.scope().word());
        json.put("scope_note", incident.scopeNote());
        json.put("names", story.names());
        return json;
    }

    private Map<String, Object> update(Story story, Told told) {
        var update = told.update();
        var json = new LinkedHashMap<String, Object>();
        json.put("id", update.code());
        json.put("status", StandardStages.of(story, told).word());
        json.put("body", said(told));
        json.put("incident_id", story.incident().code());
        json.put("created_at", time(update.createdAt()));
        json.put("updated_at", time(update.updatedAt()));
        json.put("display_at", time(update.displayAt()));
        json.put("affected_components", affected(told));
        json.put("deliver_notifications", update.deliverNotifications());
        json.put("custom_tweet", null);
        json.put("tweet_id", null);
        json.put("herald", herald(told));
        return json;
    }

    private static @Nullable List<Map<String, Object>> affected(Told told) {
        var affected = told.components().stream()
                .map(component -> {
                    var json = new LinkedHashMap<String, Object>();
                    json.put("code", component.componentCode());
                    json.put("name", component.name());
                    json.put("old_status", component.oldStatus().word());
                    json.put("new_status", component.newStatus().word());
                    return (Map<String, Object>) json;
                })
                .toList();
        return affected.isEmpty() ? null : affected;
    }

    private Map<String, Object> herald(Told told) {
        var json = new LinkedHashMap<String, Object>();
        json.put("stage", told.update().stage().word());
        json.put("bodies", told.bodies());
        json.put("edits", told.earlier().stream().map(text -> edit(told, text)).toList());
        json.put(
                "withdrawn_at",
                told.withdrawal() == null ? null : time(told.withdrawal().withdrawnAt()));
        return json;
    }

    private Map<String, Object> edit(Told told, UpdateText earlier) {
        var json = new LinkedHashMap<String, Object>();
        json.put("body", earlier.body());
        json.put("edited_at", time(replacedAt(told, earlier)));
        return json;
    }

    private static @Nullable Instant replacedAt(Told told, UpdateText earlier) {
        return told.texts().stream()
                .filter(text -> text.language().equals(earlier.language()))
                .filter(text -> text.revision() > earlier.revision())
                .min(Comparator.comparingInt(UpdateText::revision))
                .map(UpdateText::writtenAt)
                .orElse(null);
    }

    /** In the page's first language. */
    String said(Told told) {
        return told.isWithdrawn() ? first.said(told).text() : inPagesLanguage(told.bodies());
    }

    String inPagesLanguage(Map<String, String> texts) {
        return data.page().languageList().stream()
                .map(texts::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> texts.values().stream().findFirst())
                .orElse("");
    }

    /** With milliseconds, in the page's zone; null for null. */
    @Nullable
    String time(@Nullable Instant moment) {
        return moment == null ? null : time(moment, data.zone());
    }

    /** With milliseconds and the offset that holds at that moment; {@code Z} only where the zone itself is UTC. */
    private static String time(Instant moment, ZoneId zone) {
        return UTC_NAMES.contains(zone.getId())
                ? UTC.format(moment.atOffset(ZoneOffset.UTC))
                : LOCAL.format(moment.atZone(zone));
    }
}
