package herald.component;

import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Pages;
import herald.page.PublicId;
import herald.staff.Actor;
import herald.staff.Audit;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The components and groups of a page, and every change of a status. */
@Singleton
public class Components {

    private final ComponentRepository components;
    private final ComponentGroupRepository groups;
    private final ComponentTextRepository texts;
    private final ComponentStatusChangeRepository changes;
    private final Pages pages;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    Components(
            ComponentRepository components,
            ComponentGroupRepository groups,
            ComponentTextRepository texts,
            ComponentStatusChangeRepository changes,
            Pages pages,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.components = components;
        this.groups = groups;
        this.texts = texts;
        this.changes = changes;
        this.pages = pages;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All components of a page, in the order of their positions. */
    public List<Component> ofPage(long pageId) {
        return components.ofPage(pageId);
    }

    /** All groups of a page, in the order of their positions. */
    public List<ComponentGroup> groupsOfPage(long pageId) {
        return groups.ofPage(pageId);
    }

    /** What they are called in the languages that have words of their own for them. */
    public ComponentTexts textsOfPage(long pageId) {
        return new ComponentTexts(texts.ofPage(pageId));
    }

    /** @throws ComponentNotFoundException when the page has none with this id */
    public Component byCode(long pageId, String code) {
        return components
                .findByCode(code)
                .filter(c -> c.pageId() == pageId)
                .orElseThrow(() -> new ComponentNotFoundException(code));
    }

    /** @throws ComponentNotFoundException when the page has none with this id */
    public ComponentGroup groupByCode(long pageId, String code) {
        return groups.findByCode(code)
                .filter(g -> g.pageId() == pageId)
                .orElseThrow(() -> new ComponentNotFoundException(code));
    }

    /**
     * The histories of a page's components, by their ids; those that are as in {@code known} are taken from there.
     *
     * @param known what an earlier call answered; empty for none
     */
    public Map<Long, StatusHistory> histories(long pageId, Map<Long, StatusHistory> known) {
        var histories = new HashMap<Long, StatusHistory>();
        var grown = new HashMap<Long, HistoryMark>();
        for (var mark : changes.marks(pageId)) {
            var before = known.get(mark.componentId());
            if (before != null && before.isAsIn(mark)) {
                histories.put(mark.componentId(), before);
            } else {
                grown.put(mark.componentId(), mark);
            }
        }
        if (!grown.isEmpty()) {
            changes.ofAll(List.copyOf(grown.keySet())).stream()
                    .collect(Collectors.groupingBy(ComponentStatusChange::componentId))
                    .forEach((id, all) ->
                            histories.put(id, new StatusHistory(grown.get(id).lastId(), List.copyOf(all))));
        }
        return histories;
    }

    /** Every status a component has had, the oldest first. */
    public List<ComponentStatusChange> history(Component component) {
        return changes.of(component.id());
    }

    /** The component's name as updates freeze it: with its group's name before it. */
    public String fullName(Component component) {
        return groups.ofPage(component.pageId()).stream()
                .filter(group -> Objects.equals(group.id(), component.groupId()))
                .findFirst()
                .map(group -> group.name() + " - " + component.name())
                .orElse(component.name());
    }

    /** @throws InvalidException when a field will not do */
    public Component create(long pageId, ComponentFields fields, Actor actor) {
        InvalidException.throwIfAny(fields.problems(true));
        return transactions.write(() -> {
            pages.raiseVersion(pageId);
            var now = clock.instant();
            var group = groupId(pageId, fields.groupCode(), null);
            var status = fields.status() == null ? ComponentStatus.OPERATIONAL : fields.status();
            var component = components.save(new Component(
                    null,
                    PublicId.random(),
                    pageId,
                    group,
                    Objects.requireNonNull(fields.name()).strip(),
                    blankAsNull(fields.description()),
                    status,
                    nextPosition(pageId, group),
                    fields.showcase() == null || fields.showcase(),
                    Boolean.TRUE.equals(fields.onlyShowIfDegraded()),
                    fields.startDate(),
                    now,
                    now));
            changes.save(new ComponentStatusChange(null, component.id(), null, null, status, now));
            translate(component, fields.words());
            audit.record(pageId, actor, "component.create", component.code(), component.name());
            return component;
        });
    }

    /** @throws InvalidException when a field will not do */
    public Component change(long pageId, String code, ComponentFields fields, Actor actor) {
        InvalidException.throwIfAny(fields.problems(false));
        return transactions.write(() -> {
            pages.raiseVersion(pageId);
            var before = byCode(pageId, code);
            var now = clock.instant();
            var group = groupId(pageId, fields.groupCode(), before.groupId());
            var after = components.update(new Component(
                    before.id(),
                    before.code(),
                    pageId,
                    group,
                    fields.name() == null ? before.name() : fields.name().strip(),
                    fields.description() == null ? before.description() : blankAsNull(fields.description()),
                    before.status(),
                    Objects.equals(group, before.groupId()) ? before.position() : nextPosition(pageId, group),
                    fields.showcase() == null ? before.showcase() : fields.showcase(),
                    fields.onlyShowIfDegraded() == null ? before.onlyShowIfDegraded() : fields.onlyShowIfDegraded(),
                    fields.startDate() == null ? before.startDate() : fields.startDate(),
                    before.createdAt(),
                    now));
            translate(after, fields.words());
            audit.record(pageId, actor, "component.change", code, after.name());
            return fields.status() == null ? after : setStatus(after, fields.status(), null);
        });
    }

    /** Writes a component's status within the caller's transaction, which has raised the page's version; unchanged ones stay untouched. */
    @Transactional(TxType.MANDATORY)
    public Component setStatus(Component component, ComponentStatus status, @Nullable Long incidentId) {
        if (component.status() == status) {
            return component;
        }
        var now = clock.instant();
        changes.save(new ComponentStatusChange(null, component.id(), incidentId, component.status(), status, now));
        return components.update(component.in(status, now));
    }

    /** Takes a component off the page with its history; updates keep the name they froze. */
    public void delete(long pageId, String code, Actor actor) {
        transactions.run(() -> {
            pages.raiseVersion(pageId);
            var component = byCode(pageId, code);
            components.detach(component.id());
            components.forgetHistory(component.id());
            texts.forgetComponent(component.id());
            components.deleteById(component.id());
            audit.record(pageId, actor, "component.delete", code, component.name());
        });
    }

    /** In one language. */
    public ComponentGroup createGroup(
            long pageId, String name, @Nullable String description, List<String> childCodes, Actor actor) {
        return createGroup(pageId, name, description, childCodes, ComponentWords.NONE, actor);
    }

    /**
     * @param childCodes the components it shall hold, in order; at least one
     * @param words in other languages
     * @throws InvalidException when the name or the list will not do
     */
    public ComponentGroup createGroup(
            long pageId,
            String name,
            @Nullable String description,
            List<String> childCodes,
            ComponentWords words,
            Actor actor) {
        InvalidException.throwIfAny(groupProblems(name, description, childCodes, words));
        return transactions.write(() -> {
            pages.raiseVersion(pageId);
            var now = clock.instant();
            var group = groups.save(new ComponentGroup(
                    null,
                    PublicId.random(),
                    pageId,
                    name.strip(),
                    blankAsNull(description),
                    nextPosition(pageId, null),
                    now,
                    now));
            fill(group, childCodes);
            translate(group, words);
            audit.record(pageId, actor, "component_group.create", group.code(), group.name());
            return group;
        });
    }

    /** @param childCodes null leaves the children as they are; null for the other fields likewise */
    public ComponentGroup changeGroup(
            long pageId,
            String code,
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> childCodes,
            ComponentWords words,
            Actor actor) {
        return transactions.write(() -> {
            pages.raiseVersion(pageId);
            var before = groupByCode(pageId, code);
            var nextName = name == null ? before.name() : name;
            InvalidException.throwIfAny(
                    groupProblems(nextName, description, childCodes == null ? List.of(code) : childCodes, words));
            var group = groups.update(new ComponentGroup(
                    before.id(),
                    code,
                    pageId,
                    nextName.strip(),
                    description == null ? before.description() : blankAsNull(description),
                    before.position(),
                    before.createdAt(),
                    clock.instant()));
            if (childCodes != null) {
                free(group, childCodes);
                fill(group, childCodes);
            }
            translate(group, words);
            audit.record(pageId, actor, "component_group.change", code, group.name());
            return group;
        });
    }

    /** Takes a group off the page; its components stay, on the top level. */
    public ComponentGroup deleteGroup(long pageId, String code, Actor actor) {
        return transactions.write(() -> {
            pages.raiseVersion(pageId);
            var group = groupByCode(pageId, code);
            free(group, List.of());
            texts.forgetGroup(group.id());
            groups.deleteById(group.id());
            audit.record(pageId, actor, "component_group.delete", code, group.name());
            return group;
        });
    }

    private void translate(Component component, ComponentWords changed) {
        if (!changed.isEmpty()) {
            var words = textsOfPage(component.pageId()).of(component).with(changed);
            texts.forgetComponent(component.id());
            write(words, component.pageId(), component.id(), null);
        }
    }

    private void translate(ComponentGroup group, ComponentWords changed) {
        if (!changed.isEmpty()) {
            var words = textsOfPage(group.pageId()).of(group).with(changed);
            texts.forgetGroup(group.id());
            write(words, group.pageId(), null, group.id());
        }
    }

    private void write(ComponentWords words, long pageId, @Nullable Long componentId, @Nullable Long groupId) {
        Stream.concat(words.names().keySet().stream(), words.descriptions().keySet().stream())
                .distinct()
                .sorted()
                .forEach(language -> texts.save(new ComponentText(
                        null,
                        pageId,
                        componentId,
                        groupId,
                        language,
                        words.names().get(language),
                        words.descriptions().get(language))));
    }

    private void fill(ComponentGroup group, List<String> childCodes) {
        int place = 1;
        for (var code : childCodes) {
            components.update(byCode(group.pageId(), code).in(group.id(), place++, clock.instant()));
        }
    }

    private void free(ComponentGroup group, List<String> staying) {
        for (var child : components.ofPage(group.pageId())) {
            if (Objects.equals(child.groupId(), group.id()) && !staying.contains(child.code())) {
                components.update(child.in(null, nextPosition(group.pageId(), null), clock.instant()));
            }
        }
    }

    private @Nullable Long groupId(long pageId, @Nullable String groupCode, @Nullable Long unchanged) {
        if (groupCode == null) {
            return unchanged;
        }
        return groupCode.isBlank() ? null : groupByCode(pageId, groupCode).id();
    }

    private int nextPosition(long pageId, @Nullable Long groupId) {
        var siblings = components.ofPage(pageId).stream()
                .filter(c -> Objects.equals(c.groupId(), groupId))
                .map(Component::position);
        var topLevel = groupId == null
                ? groups.ofPage(pageId).stream().map(ComponentGroup::position)
                : Stream.<Integer>empty();
        return Stream.concat(siblings, topLevel)
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0)
                + 1;
    }

    private static List<String> groupProblems(
            String name, @Nullable String description, List<String> childCodes, ComponentWords words) {
        var problems = new ArrayList<String>();
        if (description != null && description.length() > 2000) {
            problems.add("component_group.description: at most 2000 characters.");
        }
        if (name.isBlank() || name.length() > 255) {
            problems.add("component_group.name: give a name of 1 to 255 characters.");
        }
        if (childCodes.isEmpty()) {
            problems.add("component_group.components: a group holds at least one component.");
        }
        problems.addAll(words.problems("component_group"));
        return problems;
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
