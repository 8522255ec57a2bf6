package herald.incident;

import herald.component.Component;
import herald.component.Impact;
import herald.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An incident with everything that has been said of it.
 *
 * @param names by language
 * @param updates in their sequence, the first one first
 * @param componentIds the components it touches
 */
public record Story(Incident incident, Map<String, String> names, List<Told> updates, List<Long> componentIds) {

    /**
     * One update with its words.
     *
     * @param texts every revision in every language, the oldest first
     * @param components as the update left them
     */
    public record Told(IncidentUpdate update, List<UpdateText> texts, List<AffectedComponent> components) {

        private static Told unwritten(
                Incident incident, NewUpdate next, List<Component> touched, Instant shownAt, Instant now) {
            var update = new IncidentUpdate(
                    0L,
                    "",
                    incident.id(),
                    incident.lastSequence(),
                    next.stage(),
                    next.deliverNotifications(),
                    incident.nextUpdateAt(),
                    "",
                    shownAt,
                    now,
                    now);
            var texts = next.bodies().entrySet().stream()
                    .filter(body -> !body.getValue().isBlank())
                    .map(body -> new UpdateText(0L, 0, body.getKey(), 1, body.getValue(), "", now))
                    .toList();
            var affected = touched.stream()
                    .map(component -> new AffectedComponent(
                            0L,
                            0,
                            component.code(),
                            component.name(),
                            component.status(),
                            next.details().statuses().getOrDefault(component.code(), component.status())))
                    .toList();
            return new Told(update, texts, affected);
        }

        /** The words that count, by language. */
        public Map<String, String> bodies() {
            return texts.stream()
                    .collect(Collectors.toMap(
                            UpdateText::language, UpdateText::body, (_, later) -> later, TreeMap::new));
        }

        /** The words that no longer count, the oldest first. */
        public List<UpdateText> earlier() {
            return texts.stream()
                    .filter(text -> texts.stream()
                            .anyMatch(later ->
                                    later.language().equals(text.language()) && later.revision() > text.revision()))
                    .toList();
        }

        /** The words in {@code language}, or in the first of {@code others} that there are, or in any. */
        public String body(String language, List<String> others) {
            return inLanguage(bodies(), language, others);
        }
    }

    /** An incident of which nothing has been said. */
    static Story unwritten(Page page, NewUpdate first, Instant shownAt, Instant now) {
        var details = first.details();
        var incident = new Incident(
                0L,
                "",
                page.id(),
                page.version(),
                0,
                first.stage(),
                Impact.NONE,
                null,
                details.impactStartedAt() == null ? shownAt : details.impactStartedAt(),
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
        return new Story(incident, Map.of(), List.of(), List.of());
    }

    /** This story with one update more, in memory only. */
    Story after(NewUpdate next, List<Component> all, Instant shownAt, Instant now) {
        var details = next.details();
        var touched = all.stream()
                .filter(component -> details.statuses().containsKey(component.code())
                        || (details.attached() == null
                                ? componentIds.contains(component.id())
                                : details.attached().contains(component.code())))
                .toList();
        var statuses = touched.stream()
                .map(component -> details.statuses().getOrDefault(component.code(), component.status()))
                .toList();
        var peak = incident.isMaintenance()
                ? Impact.MAINTENANCE
                : Impact.worstOf(List.of(incident.impact(), Impact.of(statuses)));
        var after = incident.after(next.stage(), details, peak, shownAt, now);
        var allNames = new LinkedHashMap<>(names);
        allNames.putAll(details.names());
        var told = new ArrayList<>(updates);
        told.add(Told.unwritten(after, next, touched, shownAt, now));
        return new Story(
                after, allNames, told, touched.stream().map(Component::id).toList());
    }

    /** The name in {@code language}, or in the first of {@code others} that there is, or in any. */
    public String name(String language, List<String> others) {
        return inLanguage(names, language, others);
    }

    public Optional<Told> latest() {
        return updates.stream()
                .max(Comparator.comparingInt(told -> told.update().sequence()));
    }

    private static String inLanguage(Map<String, String> texts, String language, List<String> others) {
        if (texts.containsKey(language)) {
            return texts.get(language);
        }
        return others.stream()
                .filter(texts::containsKey)
                .findFirst()
                .map(texts::get)
                .orElseGet(() -> texts.values().stream().findFirst().orElse(""));
    }
}
