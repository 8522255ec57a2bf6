package herald.component;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The status a component had at each moment, from its history and from what users felt; the worst counts where both speak. */
public final class Timeline {

    /** @param from until the next one's; the last one goes on */
    private record Stretch(Instant from, ComponentStatus status) {}

    /** What begins or ends at a moment: a status of the history, or an impairment. */
    private record Turn(Instant at, ComponentStatus status, int impairments) {
        boolean isOfHistory() {
            return impairments == 0;
        }
    }

    private final Instant countedFrom;
    private final List<Stretch> stretches;

    private Timeline(Instant countedFrom, List<Stretch> stretches) {
        this.countedFrom = countedFrom;
        this.stretches = stretches;
    }

    /**
     * @param history of one component, the earliest change first
     * @param countedFrom nothing is known before; as operational as anything until the first change
     */
    public static Timeline of(
            List<ComponentStatusChange> history, Collection<Impairment> impairments, Instant countedFrom) {
        var turns = new ArrayList<Turn>();
        var first = history.isEmpty() ? null : history.getFirst().oldStatus();
        turns.add(new Turn(Instant.MIN, first == null ? ComponentStatus.OPERATIONAL : first, 0));
        turnsOfHistory(history, impairments, turns);
        for (var impairment : impairments) {
            if (impairment.status() != ComponentStatus.OPERATIONAL) {
                turns.add(new Turn(impairment.from(), impairment.status(), 1));
                if (impairment.until() != null) {
                    turns.add(new Turn(impairment.until(), impairment.status(), -1));
                }
            }
        }
        // Stable: what one moment of the history holds keeps its order.
        turns.sort(Comparator.comparing(Turn::at));
        return new Timeline(countedFrom, stretches(turns));
    }

    private static void turnsOfHistory(
            List<ComponentStatusChange> history, Collection<Impairment> impairments, List<Turn> turns) {
        Map<Long, Impairment> byIncident = new HashMap<>();
        impairments.forEach(impairment -> byIncident.put(impairment.incidentId(), impairment));
        for (int i = 0; i < history.size(); i++) {
            var change = history.get(i);
            var impairment = change.incidentId() == null ? null : byIncident.get(change.incidentId());
            turns.add(new Turn(
                    change.changedAt(), impairment == null ? change.newStatus() : ComponentStatus.OPERATIONAL, 0));
            if (impairment == null || impairment.closedAt() == null) {
                continue;
            }
            // What it left: its own last change is written a moment after it was closed.
            boolean stillSo = change.newStatus() == impairment.left()
                    && (i + 1 == history.size()
                            || history.get(i + 1).changedAt().isAfter(impairment.closedAt()));
            if (stillSo) {
                var closedAt = impairment.closedAt();
                turns.add(new Turn(
                        closedAt.isBefore(change.changedAt()) ? change.changedAt() : closedAt, change.newStatus(), 0));
            }
        }
    }

    private static List<Stretch> stretches(List<Turn> turns) {
        var stretches = new ArrayList<Stretch>();
        var active = new EnumMap<ComponentStatus, Integer>(ComponentStatus.class);
        var told = ComponentStatus.OPERATIONAL;
        for (var turn : turns) {
            if (turn.isOfHistory()) {
                told = turn.status();
            } else {
                active.merge(turn.status(), turn.impairments(), Integer::sum);
            }
            var status = worst(told, active);
            if (!stretches.isEmpty() && stretches.getLast().from().equals(turn.at())) {
                stretches.removeLast();
            }
            if (stretches.isEmpty() || stretches.getLast().status() != status) {
                stretches.add(new Stretch(turn.at(), status));
            }
        }
        return List.copyOf(stretches);
    }

    private static ComponentStatus worst(ComponentStatus told, Map<ComponentStatus, Integer> active) {
        var worst = told;
        for (var felt : active.entrySet()) {
            if (felt.getValue() > 0 && felt.getKey().compareTo(worst) > 0) {
                worst = felt.getKey();
            }
        }
        return worst;
    }

    /** Whether it is operational from {@code moment} on, for all that is known. */
    public boolean isQuietAfter(Instant moment) {
        int at = indexAt(moment);
        return at == stretches.size() - 1 && stretches.get(at).status() == ComponentStatus.OPERATIONAL;
    }

    /** From {@code from} to {@code until}, which must not lie in the future: it would be counted as if nothing changed. */
    public Tally between(Instant from, Instant until) {
        var begin = from.isBefore(countedFrom) ? countedFrom : from;
        if (!begin.isBefore(until)) {
            return Tally.NOTHING;
        }
        var lengths = new EnumMap<ComponentStatus, Duration>(ComponentStatus.class);
        for (int i = indexAt(begin); i < stretches.size(); i++) {
            var stretch = stretches.get(i);
            if (!stretch.from().isBefore(until)) {
                break;
            }
            var start = stretch.from().isBefore(begin) ? begin : stretch.from();
            var next = i + 1 < stretches.size() ? stretches.get(i + 1).from() : until;
            lengths.merge(
                    stretch.status(), Duration.between(start, next.isBefore(until) ? next : until), Duration::plus);
        }
        return new Tally(lengths);
    }

    /** Of the stretch that holds {@code moment}. */
    private int indexAt(Instant moment) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).from().isAfter(moment)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }
}
