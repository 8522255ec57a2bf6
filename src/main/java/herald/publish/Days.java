package herald.publish;

import herald.incident.Incident;
import herald.incident.Stage;
import herald.incident.Story;
import herald.theme.DayView;
import herald.theme.HistoryMonth;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
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

    Days(PageData data, Edition edition) {
        this.data = data;
        this.edition = edition;
        this.incidents = new IncidentViews(data, edition);
    }

    /** The last {@code count} days, today first; quiet ones too. */
    List<DayView> last(int count) {
        var today = day(edition.now());
        return IntStream.range(0, count)
                .mapToObj(today::minusDays)
                .map(this::view)
                .toList();
    }

    /** These months, the newest first, each with the days on which something began. */
    List<HistoryMonth> months(YearMonth first, YearMonth last) {
        return Stream.iterate(last, month -> !month.isBefore(first), month -> month.minusMonths(1))
                .map(month -> new HistoryMonth(month.toString(), name(month), busy(month)))
                .toList();
    }

    private List<DayView> busy(YearMonth month) {
        var byDay = begun(month, month).stream()
                .collect(
                        Collectors.groupingBy(story -> day(from(story.incident())), TreeMap::new, Collectors.toList()));
        return byDay.descendingMap().entrySet().stream()
                .map(day -> view(day.getKey(), day.getValue()))
                .toList();
    }

    /** What began in these months. */
    List<Story> begun(YearMonth first, YearMonth last) {
        var begin = start(first.atDay(1));
        var end = start(last.plusMonths(1).atDay(1));
        return data.stories().stream()
                .filter(story -> hasBegun(story.incident()))
                .filter(story -> !from(story.incident()).isBefore(begin)
                        && from(story.incident()).isBefore(end))
                .toList();
    }

    /** "March – May 2021", in the language's manner. */
    String title(YearMonth first, YearMonth last) {
        return name(first) + " – " + name(last);
    }

    private String name(YearMonth month) {
        return DateTimeFormatter.ofLocalizedPattern("yMMMM")
                .withLocale(edition.locale())
                .format(month);
    }

    /** With what began or went on that day. */
    private DayView view(LocalDate day) {
        var begin = start(day);
        var end = start(day.plusDays(1));
        return view(
                day,
                data.stories().stream()
                        .filter(story -> hasBegun(story.incident()))
                        .filter(story -> touches(story.incident(), begin, end))
                        .toList());
    }

    private DayView view(LocalDate day, List<Story> stories) {
        return new DayView(
                day.toString(),
                edition.words().date(day),
                stories.stream().map(incidents::of).toList());
    }

    private boolean hasBegun(Incident incident) {
        return incident.stage() != Stage.SCHEDULED || !edition.now().isBefore(incident.scheduledFor());
    }

    /** Whether any of it lies between {@code begin} and {@code end}, which is not among them. */
    private boolean touches(Incident incident, Instant begin, Instant end) {
        var from = from(incident);
        return from.isBefore(end) && (!from.isBefore(begin) || until(incident).isAfter(begin));
    }

    /** From when users felt it, as far as that is known. */
    static Instant from(Incident incident) {
        if (incident.impactStartedAt() != null) {
            return incident.impactStartedAt();
        }
        return incident.scheduledFor() == null ? incident.startedAt() : incident.scheduledFor();
    }

    private Instant until(Incident incident) {
        if (incident.stage() == Stage.SCHEDULED) {
            return incident.scheduledUntil();
        }
        if (incident.resolvedAt() == null) {
            return edition.now();
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
