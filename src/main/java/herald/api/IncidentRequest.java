package herald.api;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.component.Impact;
import herald.incident.Details;
import herald.incident.NewUpdate;
import herald.incident.Scope;
import herald.incident.Stage;
import herald.incident.Story;
import herald.page.Page;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads what a caller says of an incident: Statuspage's fields, and Herald's in their {@code herald} object. */
@Singleton
class IncidentRequest {

    private static final String STAGES =
            Arrays.stream(Stage.values()).map(Stage::word).collect(Collectors.joining(", "));
    private static final String IMPACTS =
            Arrays.stream(Impact.values()).map(Impact::word).collect(Collectors.joining(", "));
    private static final String SCOPES =
            Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", "));

    private final Components components;

    IncidentRequest(Components components) {
        this.components = components;
    }

    /**
     * A request read.
     *
     * @param update empty when nothing is to be posted, only details changed
     * @param texts words for single targets, by their id
     */
    record Asked(Optional<NewUpdate> update, Details details, Map<String, String> texts) {}

    /** For a new incident, or with {@code story} for the next word on that one; most words do not need it to be read. */
    Asked read(Page page, Fields fields, @Nullable Supplier<Story> story) {
        var given = fields.object("incident");
        var herald = given.object("herald");
        refuseBackfilling(given);
        var stage = stage(given, herald);
        var bodies = bodies(page, given, herald);
        var details = details(page, given, herald, story);
        var displayAt = herald.moment("display_at");
        var told = given.flag("deliver_notifications");
        var texts = herald.texts("texts");
        if (story != null && stage == null && bodies.isEmpty()) {
            fields.check();
            return new Asked(Optional.empty(), details, Map.of());
        }
        var next = stage != null ? stage : stageOf(story, details);
        var words = bodies.isEmpty() ? DefaultWords.of(next, page) : bodies;
        fields.check();
        return new Asked(
                Optional.of(new NewUpdate(next, words, details, displayAt, told == null || told)), details, texts);
    }

    /** The words of an update's edit, by language. */
    static Map<String, String> bodies(Page page, Fields given, Fields herald) {
        var bodies = new LinkedHashMap<String, String>();
        // Old clients and old documents call it message.
        var body = given.has("body") ? given.text("body") : given.text("message");
        if (body != null) {
            bodies.put(page.firstLanguage(), body);
        }
        bodies.putAll(herald.texts("bodies"));
        return bodies;
    }

    private static Stage stageOf(@Nullable Supplier<Story> story, Details details) {
        if (story != null) {
            return story.get().incident().stage();
        }
        return details.scheduledFor() == null ? Stage.INVESTIGATING : Stage.SCHEDULED;
    }

    private static @Nullable Stage stage(Fields given, Fields herald) {
        var stage = herald.word("stage", Stage::ofWord, STAGES);
        return stage != null ? stage : given.word("status", Stage::ofWord, STAGES);
    }

    private Details details(Page page, Fields given, Fields herald, @Nullable Supplier<Story> story) {
        var names = new LinkedHashMap<String, String>();
        var name = given.text("name");
        if (name != null) {
            names.put(page.firstLanguage(), name);
        }
        names.putAll(herald.texts("names"));
        var all = components.ofPage(page.id());
        var statuses = statuses(given, all);
        return new Details(
                names,
                statuses,
                attached(given, all, story),
                given.word("impact_override", Impact::ofWord, IMPACTS),
                given.isNull("impact_override"),
                herald.moment("impact_started_at"),
                herald.moment("impact_ended_at"),
                herald.moment("next_update_at"),
                herald.word("scope", Scope::ofWord, SCOPES),
                herald.clearable("scope_note"),
                given.moment("scheduled_for"),
                given.moment("scheduled_until"));
    }

    private static Map<String, ComponentStatus> statuses(Fields given, List<Component> all) {
        var statuses = new LinkedHashMap<String, ComponentStatus>();
        if (given.has("components") && !given.isList("components")) {
            given.texts("components").forEach((code, word) -> {
                known(given, "components", code, all);
                var status = given.word("components", word, ComponentStatus::ofWord, ComponentsController.STATUSES);
                if (status != null) {
                    statuses.put(code, status);
                }
            });
        }
        return statuses;
    }

    /** The old form of {@code components}, a list, means what {@code component_ids} does. A status that is empty attaches and no more. */
    private static @Nullable List<String> attached(Fields given, List<Component> all, @Nullable Supplier<Story> story) {
        var codes = given.words("component_ids");
        if (codes == null && given.isList("components")) {
            codes = given.words("components");
        }
        if (codes == null && given.has("components")) {
            var bare = given.emptyKeys("components");
            codes = bare.isEmpty() ? null : new ArrayList<>(bare);
            if (codes != null && story != null) {
                var known = story.get().componentIds();
                codes.addAll(all.stream()
                        .filter(component -> known.contains(component.id()))
                        .map(Component::code)
                        .toList());
            }
        }
        if (codes != null) {
            codes.forEach(code -> known(given, "component_ids", code, all));
        }
        return codes;
    }

    private static void known(Fields given, String field, String code, List<Component> all) {
        if (all.stream().noneMatch(component -> component.code().equals(code))) {
            given.problem(field, "there is no component with the id " + code + " on this page.");
        }
    }

    private static void refuseBackfilling(Fields given) {
        if (Boolean.TRUE.equals(given.flag("backfilled"))) {
            given.problem(
                    "backfilled",
                    "this version cannot write history. Post it as it stands, with herald.display_at and"
                            + " deliver_notifications: false.");
        }
    }
}
