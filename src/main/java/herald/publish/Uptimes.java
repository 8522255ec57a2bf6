package herald.publish;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.component.Tally;
import herald.component.Timeline;
import herald.incident.Story;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The components' days, in the page's zone: what of them is over is counted once, what goes on anew each minute. */
final class Uptimes {

    static final int DAYS = 90;

    /**
     * A component's time as it is known now.
     *
     * @param firstDay from which it is counted
     * @param days the last 90, oldest first; the same list as long as it would read the same
     */
    record Known(Component component, Timeline timeline, LocalDate firstDay, LocalDate today, List<Tally> days) {}

    private record TimelineInputs(Object history, List<Story> stories, Instant countedFrom) {}

    /** @param minute null for days on which nothing goes on any more */
    private record DaysInputs(
            Timeline timeline, LocalDate today, @Nullable Instant minute) {}

    private final PageData data;
    private final Instant now;
    private final ZoneId zone;
    private final LocalDate today;
    private final Rendering rendering;
    private final Map<Long, Known> byComponent = new ConcurrentHashMap<>();

    Uptimes(PageData data, Instant now, Rendering rendering) {
        this.data = data;
        this.now = now;
        this.zone = data.zone();
        this.today = now.atZone(zone).toLocalDate();
        this.rendering = rendering;
    }

    /** A quiet today is counted whole, as it will have been: so its figures rest, and all nodes tell the same. */
    Known of(Component component) {
        return byComponent.computeIfAbsent(component.id(), _ -> make(component));
    }

    private Known make(Component component) {
        var timeline = timeline(component);
        var minute = timeline.isQuietAfter(now) ? null : now.truncatedTo(ChronoUnit.MINUTES);
        var days = rendering.piece(
                "days:" + component.id(),
                new DaysInputs(timeline, today, minute),
                () -> Stream.iterate(today.minusDays(DAYS - 1L), day -> !day.isAfter(today), day -> day.plusDays(1))
                        .map(day -> minute == null
                                ? timeline.between(start(day), start(day.plusDays(1)))
                                : day(timeline, day))
                        .toList());
        return new Known(
                component, timeline, countedFrom(component).atZone(zone).toLocalDate(), today, days);
    }

    /** Empty for days to come. */
    Tally day(Timeline timeline, LocalDate day) {
        var end = start(day.plusDays(1));
        return timeline.between(start(day), end.isAfter(now) ? now : end);
    }

    /** What touched the component on that day, the newest first. */
    List<Story> stories(Component component, LocalDate day) {
        var begin = start(day);
        var end = start(day.plusDays(1));
        return data.storiesOf(component).stream()
                .filter(story -> Days.touches(story.incident(), begin, end, now))
                .toList();
    }

    private Timeline timeline(Component component) {
        var history = data.historyOf(component);
        var stories = data.storiesOf(component);
        var from = countedFrom(component);
        return rendering.piece(
                "timeline:" + component.id(),
                new TimelineInputs(history, stories, from),
                () -> Timeline.of(history.changes(), Impairments.of(component, stories), from));
    }

    private Instant countedFrom(Component component) {
        return component.startDate() == null ? component.createdAt() : start(component.startDate());
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The worst of a day that is worth a word: none for one that was fine, or of which nothing is known. */
    static boolean isTroubled(Tally day) {
        return day.worst().filter(worst -> worst != ComponentStatus.OPERATIONAL).isPresent();
    }
}
