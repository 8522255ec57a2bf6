package herald.publish;

import herald.incident.Incident;
import herald.incident.Stage;
import herald.incident.Story;
import herald.theme.DayView;
import herald.theme.HistoryMonth;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Incidents by the days, in the page's zone, on which they began or went on. */
final class Days {

    private final PageData data;
    private final Edition edition;
    private final IncidentViews incidents;

    Days(Draft draft) {
        this.data = draft.data();
        this.edition = draft.edition();
        this.incidents = new IncidentViews(draft);
    }

    /** The last {@code count} days, today first; quiet ones too. */
    List<DayView> last(int count) {
        var today = day(edition.now());
        var begin = start(today.minusDays(count - 1L));
        var recent = data.stories().stream()
                .filter(story -> hasBegun(story.incident(), edition.now()))
                .filter(story -> touches(story.incident(), begin, Instant.MAX, edition.now()))
                .toList();
        return IntStream.range(0, count)
                .mapToObj(today::minusDays)
                .map(day -> view(day, recent))
                .toList();
    }

    /** These months, the newest first, each with those days on which one of {@code stories} began. */
    List<HistoryMonth> months(YearMonth first, YearMonth last, List<Story> stories) {
        var byMonth =
                stories.stream().collect(Collectors.groupingBy(story -> YearMonth.from(day(from(story.incident())))));
        return Stream.iterate(last, month -> !month.isBefore(first), month -> month.minusMonths(1))
                .map(month -> new HistoryMonth(
                        month.toString(), edition.words().month(month), busy(byMonth.getOrDefault(month, List.of()))))
                .toList();
    }

    private List<DayView> busy(List<Story> stories) {
        var byDay = stories.stream()
                .collect(
                        Collectors.groupingBy(story -> day(from(story.incident())), TreeMap::new, Collectors.toList()));
        return byDay.descendingMap().entrySet().stream()
                .map(day -> named(day.getKey(), day.getValue()))
                .toList();
    }

    /** "March – May 2021", in the language's manner. */
    String title(YearMonth first, YearMonth last) {
        return edition.words().months(first, last);
    }

    /** With what of {@code stories} began or went on that day. */
    private DayView view(LocalDate day, List<Story> stories) {
        var begin = start(day);
        var end = start(day.plusDays(1));
        return named(
                day,
                stories.stream()
                        .filter(story -> touches(story.incident(), begin, end, edition.now()))
                        .toList());
    }

    private DayView named(LocalDate day, List<Story> stories) {
        return new DayView(
                day.toString(),
                edition.words().date(day),
                stories.stream().map(incidents::of).toList());
    }

    static boolean hasBegun(Incident incident, Instant now) {
        return incident.stage() != Stage.SCHEDULED || !now.isBefore(incident.scheduledFor());
    }

    /** Whether any of it lies between {@code begin} and {@code end}, which is not among them. */
    static boolean touches(Incident incident, Instant begin, Instant end, Instant now) {
        var from = from(incident);
        return from.isBefore(end)
                && (!from.isBefore(begin) || until(incident, now).isAfter(begin));
    }

    /** From when users felt it, as far as that is known. */
    static Instant from(Incident incident) {
        if (incident.impactStartedAt() != null) {
            return incident.impactStartedAt();
        }
        return incident.scheduledFor() == null ? incident.startedAt() : incident.scheduledFor();
    }

    private static Instant until(Incident incident, Instant now) {
        if (incident.stage() == Stage.SCHEDULED) {
            return incident.scheduledUntil();
        }
        if (incident.resolvedAt() == null) {
            return now;
        }
        return incident.impactEndedAt() == null ? incident.resolvedAt() : incident.impactEndedAt();
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(edition.zone()).toLocalDate();
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(edition.zone()).toInstant();
    }
}
