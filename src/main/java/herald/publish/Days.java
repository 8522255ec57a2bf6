package herald.publish;

import herald.incident.Incident;
import herald.incident.Stage;
import herald.incident.Story;
import herald.theme.DayView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
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

    /** Days of these months with incidents, the newest first. */
    List<DayView> busy(YearMonth first, YearMonth last) {
        return Stream.iterate(last.atEndOfMonth(), day -> !day.isBefore(first.atDay(1)), day -> day.minusDays(1))
                .map(this::view)
                .filter(day -> !day.incidents().isEmpty())
                .toList();
    }

    /** What happened on any day of these months. */
    List<Story> during(YearMonth first, YearMonth last) {
        return data.stories().stream()
                .filter(story -> touches(story.incident(), first.atDay(1), last.atEndOfMonth()))
                .toList();
    }

    /** "March – May 2021", in the language's manner. */
    String title(YearMonth first, YearMonth last) {
        var month = DateTimeFormatter.ofLocalizedPattern("yMMMM").withLocale(edition.locale());
        return month.format(first) + " – " + month.format(last);
    }

    private DayView view(LocalDate day) {
        return new DayView(
                day.toString(),
                edition.words().date(day),
                data.stories().stream()
                        .filter(story -> touches(story.incident(), day, day))
                        .map(incidents::of)
                        .toList());
    }

    private boolean touches(Incident incident, LocalDate first, LocalDate last) {
        if (incident.stage() == Stage.SCHEDULED && edition.now().isBefore(incident.scheduledFor())) {
            return false;
        }
        return !from(incident).isAfter(last) && !until(incident).isBefore(first);
    }

    /** The day from which users felt it. */
    LocalDate from(Incident incident) {
        return day(Stream.of(incident.impactStartedAt(), incident.scheduledFor(), incident.startedAt())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow());
    }

    private LocalDate until(Incident incident) {
        var last = day(end(incident));
        return last.isBefore(from(incident)) ? from(incident) : last;
    }

    private Instant end(Incident incident) {
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
}
