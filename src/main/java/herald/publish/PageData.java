package herald.publish;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.ComponentStatus;
import herald.component.ComponentTexts;
import herald.component.Impact;
import herald.component.PageStatus;
import herald.component.StatusHistory;
import herald.incident.Stage;
import herald.incident.Story;
import herald.page.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One moment of a page, as the database held it. Never changes; two with the same stories share them. */
final class PageData {

    private static final Comparator<Story> NEWEST_FIRST = Comparator.<Story, Instant>comparing(
                    story -> story.incident().createdAt())
            .thenComparing(story -> story.incident().id())
            .reversed();

    private final Page page;
    private final List<Component> components;
    private final List<ComponentGroup> groups;
    private final Map<Long, StatusHistory> histories;
    private final ComponentTexts texts;
    private final List<Story> stories;
    private final List<Story> openStories;
    private final Map<Long, Integer> placeById = new HashMap<>();
    private final Set<String> codes = new HashSet<>();
    private final Map<Long, ComponentGroup> groupById = new HashMap<>();
    private final Map<Long, List<Component>> childrenByGroup;
    private final Map<Long, List<Story>> storiesByComponent = new HashMap<>();

    /**
     * @param components in the order of their positions
     * @param groups in the order of their positions
     * @param histories of the components, by their ids
     * @param texts what they are called in each language
     * @param stories incidents and maintenances, the newest created first
     */
    PageData(
            Page page,
            List<Component> components,
            List<ComponentGroup> groups,
            Map<Long, StatusHistory> histories,
            ComponentTexts texts,
            List<Story> stories) {
        this.page = page;
        this.components = components;
        this.groups = groups;
        this.histories = histories;
        this.texts = texts;
        this.stories = stories;
        this.openStories =
                stories.stream().filter(story -> story.incident().isOpen()).toList();
        for (int place = 0; place < components.size(); place++) {
            placeById.put(components.get(place).id(), place);
            codes.add(components.get(place).code());
        }
        groups.forEach(group -> groupById.put(group.id(), group));
        childrenByGroup = components.stream()
                .filter(component -> component.groupId() != null)
                .collect(Collectors.groupingBy(Component::groupId));
        stories.forEach(story -> story.componentIds()
                .forEach(id -> storiesByComponent
                        .computeIfAbsent(id, _ -> new ArrayList<>())
                        .add(story)));
    }

    Page page() {
        return page;
    }

    /** Whether its components and incidents are the same, whatever has changed of the page itself. */
    boolean tellsTheSameAs(PageData other) {
        return components.equals(other.components) && stories.equals(other.stories);
    }

    List<Component> components() {
        return components;
    }

    List<ComponentGroup> groups() {
        return groups;
    }

    Map<Long, StatusHistory> histories() {
        return histories;
    }

    List<Story> stories() {
        return stories;
    }

    long version() {
        return page.version();
    }

    ZoneId zone() {
        return page.zone();
    }

    /** These stories with those in {@code changed} in the place of what they were. */
    static List<Story> merge(List<Story> before, Collection<Story> changed) {
        if (changed.isEmpty()) {
            return before;
        }
        Map<Long, Story> byId = before.stream()
                .collect(Collectors.toMap(story -> story.incident().id(), story -> story));
        changed.forEach(story -> byId.put(story.incident().id(), story));
        var all = new ArrayList<>(byId.values());
        all.sort(NEWEST_FIRST);
        return List.copyOf(all);
    }

    /** Incidents that are not over, maintenances left out. */
    Stream<Story> openIncidents() {
        return openStories.stream().filter(story -> !story.incident().isMaintenance());
    }

    /** Maintenances under way: staff said so, or their time has come and is not over. */
    Stream<Story> runningMaintenances(Instant now) {
        return openMaintenances().filter(story -> {
            var maintenance = story.incident();
            return maintenance.stage() != Stage.SCHEDULED
                    || (!now.isBefore(maintenance.scheduledFor()) && now.isBefore(maintenance.scheduledUntil()));
        });
    }

    /** Maintenances to come, the soonest first. */
    Stream<Story> upcomingMaintenances(Instant now) {
        return openMaintenances()
                .filter(story -> story.incident().stage() == Stage.SCHEDULED
                        && now.isBefore(story.incident().scheduledFor()))
                .sorted(Comparator.comparing(story -> story.incident().scheduledFor()));
    }

    /** What is open, and what has changed since {@code before}. */
    List<Story> newsSince(PageData before) {
        var known = Collections.newSetFromMap(new IdentityHashMap<Story, Boolean>());
        known.addAll(before.stories);
        return stories.stream()
                .filter(story -> story.incident().isOpen() || !known.contains(story))
                .toList();
    }

    PageStatus status() {
        return PageStatus.of(statuses(), openImpacts());
    }

    List<ComponentStatus> statuses() {
        return components.stream().map(Component::status).toList();
    }

    List<Impact> openImpacts() {
        return openIncidents().map(story -> story.incident().effectiveImpact()).toList();
    }

    List<Component> childrenOf(ComponentGroup group) {
        return childrenByGroup.getOrDefault(group.id(), List.of());
    }

    Optional<ComponentGroup> groupOf(Component component) {
        return Optional.ofNullable(component.groupId()).map(groupById::get);
    }

    /** What components and groups are called in each language. */
    ComponentTexts texts() {
        return texts;
    }

    /** With its group's name before it, as updates freeze it. */
    String fullName(Component component, String language) {
        var name = texts.name(component, language);
        return groupOf(component)
                .map(group -> texts.name(group, language) + " - " + name)
                .orElse(name);
    }

    /** {@link #fullName} in each of the page's languages. */
    List<String> allNames(Component component) {
        return page.languageList().stream()
                .map(language -> fullName(component, language))
                .toList();
    }

    /** The components {@code story} touches that are still on the page, in the page's order. */
    List<Component> touchedBy(Story story) {
        return story.componentIds().stream()
                .map(placeById::get)
                .filter(Objects::nonNull)
                .sorted()
                .map(components::get)
                .toList();
    }

    boolean hasComponent(String code) {
        return codes.contains(code);
    }

    /** The newest created first. */
    List<Story> storiesOf(Component component) {
        return storiesByComponent.getOrDefault(component.id(), List.of());
    }

    StatusHistory historyOf(Component component) {
        return histories.getOrDefault(component.id(), StatusHistory.NONE);
    }

    /**
     * When the page reads differently without anybody's word: a promise lapses, a maintenance begins or ends, or the page's day
     * ends. Always after {@code now}.
     */
    Instant nextChangeAfter(Instant now) {
        var midnight = now.atZone(zone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone())
                .toInstant();
        return openStories.stream()
                .flatMap(story -> Stream.of(
                        lapse(story),
                        story.incident().scheduledFor(),
                        story.incident().scheduledUntil()))
                .filter(Objects::nonNull)
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder())
                .filter(moment -> moment.isBefore(midnight))
                .orElse(midnight);
    }

    /** The first moment at which the story's promise has not been kept; null without a promise. */
    private static Instant lapse(Story story) {
        var promised = story.incident().nextUpdateAt();
        return promised == null ? null : promised.plusMillis(1);
    }

    private Stream<Story> openMaintenances() {
        return openStories.stream().filter(story -> story.incident().isMaintenance());
    }
}
