package herald.console;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.Components;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Components as the page lists them.
 *
 * @param group null for those without one
 * @param rows may be empty for a group that lost its last
 */
public record ComponentSet(@Nullable ComponentGroup group, List<Row> rows) {

    /** @param affected whether the incident at hand touches it */
    public record Row(Component component, boolean affected) {}

    /** In the order of the page; components without a group stand where their positions put them, each run of them in one set. */
    static List<ComponentSet> of(Components components, long pageId, List<Long> affected) {
        var all = components.ofPage(pageId);
        var sets = new ArrayList<Placed>();
        for (var group : components.groupsOfPage(pageId)) {
            var rows = all.stream()
                    .filter(c -> Objects.equals(c.groupId(), group.id()))
                    .map(c -> new Row(c, affected.contains(c.id())))
                    .toList();
            sets.add(new Placed(group.position(), new ComponentSet(group, rows)));
        }
        for (var component : all) {
            if (component.groupId() == null) {
                var row = new Row(component, affected.contains(component.id()));
                sets.add(new Placed(component.position(), new ComponentSet(null, List.of(row))));
            }
        }
        sets.sort(java.util.Comparator.comparingInt(Placed::position));
        return joined(sets);
    }

    private record Placed(int position, ComponentSet set) {}

    private static List<ComponentSet> joined(List<Placed> sets) {
        var joined = new ArrayList<ComponentSet>();
        for (var placed : sets) {
            var set = placed.set();
            if (set.group() == null && !joined.isEmpty() && joined.getLast().group() == null) {
                var rows = new ArrayList<>(joined.removeLast().rows());
                rows.addAll(set.rows());
                joined.add(new ComponentSet(null, rows));
            } else {
                joined.add(set);
            }
        }
        return joined;
    }
}
