package herald.publish;

import herald.incident.Stage;
import herald.incident.Story;
import herald.incident.Story.Told;
import java.util.List;

/** Statuspage's clients know no "delayed": there it is the last standard stage before it. */
final class StandardStages {

    private StandardStages() {}

    /** The stage of the whole incident, as those clients know it. */
    static Stage of(Story story) {
        return story.incident().stage() == Stage.DELAYED
                ? before(story, story.updates())
                : story.incident().stage();
    }

    /** The stage of one of its updates, as those clients know it. */
    static Stage of(Story story, Told told) {
        var earlier = story.updates().stream()
                .filter(other -> other.update().sequence() < told.update().sequence())
                .toList();
        return told.update().stage() == Stage.DELAYED
                ? before(story, earlier)
                : told.update().stage();
    }

    /** A closed stage does not count: what was opened again as late must not look resolved. */
    private static Stage before(Story story, List<Told> updates) {
        var first = story.incident().isMaintenance() ? Stage.IN_PROGRESS : Stage.INVESTIGATING;
        return updates.reversed().stream()
                .map(told -> told.update().stage())
                .filter(stage -> stage != Stage.DELAYED && stage.isOpen())
                .findFirst()
                .orElse(first);
    }
}
