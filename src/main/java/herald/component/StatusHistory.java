package herald.component;

import java.util.List;

/**
 * Every status a component has had.
 *
 * @param lastId of the last change written, which need not be the last one in time
 * @param changes the oldest first
 */
public record StatusHistory(long lastId, List<ComponentStatusChange> changes) {

    public static final StatusHistory NONE = new StatusHistory(0, List.of());

    boolean isAsIn(HistoryMark mark) {
        return lastId == mark.lastId() && changes.size() == mark.changes();
    }
}
