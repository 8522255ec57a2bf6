package herald.publish;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.component.Tally;
import herald.component.Timeline;
import herald.publish.Uptimes.Known;
import herald.theme.BarsView;
import herald.theme.CalendarDay;
import herald.theme.Fragment;
import herald.theme.LinkView;
import herald.theme.MonthView;
import herald.theme.TroubledDay;
import herald.theme.UptimeRun;
import herald.theme.UptimeView;
import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Uptime as readers of one language see it: bars, calendars, and the same in words. */
final class UptimeViews {

    private static final String NO_DATA = "no_data";

    private record BarsInputs(Look look, String name, Timeline timeline, List<Tally> days) {}

    private final Draft draft;
    private final Edition edition;
    private final Uptimes uptimes;

    UptimeViews(Draft draft, Uptimes uptimes) {
        this.draft = draft;
        this.edition = draft.edition();
        this.uptimes = uptimes;
    }

    static String path(Component component) {
        return "/uptime/" + component.code();
    }

    /** Null where staff do not show it. */
    @Nullable
    Fragment bars(Component component) {
        if (!component.showcase()) {
            return null;
        }
        var known = uptimes.of(component);
        var name = draft.data().texts().name(component, edition.language());
        var inputs = new BarsInputs(draft.look(), name, known.timeline(), known.days());
        return draft.rendering()
                .piece(
                        "bars:" + edition.language() + ":" + component.id(),
                        inputs,
                        () -> edition.theme()
                                .fragment(
                                        "bars.ftlh",
                                        edition.language(),
                                        new BarsView(name, edition.at(path(component)), view(known))));
    }

    private UptimeView view(Known known) {
        var words = edition.words();
        var uptime = Tally.sum(known.days()).uptime();
        int days = known.days().size();
        if (uptime.isEmpty() || !known.firstDay().isBefore(known.today())) {
            return new UptimeView(days, "", words.get("uptime.since", words.date(known.firstDay())), runs(known));
        }
        var percent = words.percent(uptime.getAsDouble() / 100);
        long troubled = known.days().stream().filter(Uptimes::isTroubled).count();
        return new UptimeView(days, percent, words.uptimeSummary(percent, days, troubled), runs(known));
    }

    private List<UptimeRun> runs(Known known) {
        var runs = new ArrayList<UptimeRun>();
        var days = known.days();
        var oldest = known.today().minusDays(days.size() - 1L);
        for (int start = 0, end; start < days.size(); start = end) {
            end = endOfRun(days, start);
            var first = days.get(start);
            var label = Uptimes.isTroubled(first)
                    ? label(known.component(), oldest.plusDays(start), first)
                    : edition.words()
                            .uptimeDay(
                                    oldest.plusDays(start),
                                    oldest.plusDays(end - 1L),
                                    edition.words().status(status(first)),
                                    null);
            runs.add(new UptimeRun(start, end - start, status(first), label));
        }
        return runs;
    }

    /** A day with problems stands alone: it has more to say than its status. */
    private static int endOfRun(List<Tally> days, int start) {
        int end = start + 1;
        while (!Uptimes.isTroubled(days.get(start))
                && end < days.size()
                && status(days.get(end)).equals(status(days.get(start)))) {
            end++;
        }
        return end;
    }

    /** The months from {@code last} back, {@code count} of them, the newest first. */
    List<MonthView> months(Known known, YearMonth last, int count) {
        return IntStream.range(0, count)
                .mapToObj(back -> month(known, last.minusMonths(back)))
                .toList();
    }

    private MonthView month(Known known, YearMonth month) {
        var words = edition.words();
        var tallies = days(month).map(day -> uptimes.day(known.timeline(), day)).toList();
        var cells = new ArrayList<CalendarDay>();
        for (int i = 0; i < tallies.size(); i++) {
            var day = month.atDay(i + 1);
            cells.add(new CalendarDay(i + 1, status(tallies.get(i)), label(known.component(), day, tallies.get(i))));
        }
        var sum = Tally.sum(tallies);
        return new MonthView(
                month.toString(),
                words.month(month),
                sum.uptime().isEmpty() ? null : words.percent(sum.uptime().getAsDouble() / 100),
                blanks(month.atDay(1)),
                cells);
    }

    /** Of these months, the newest first. */
    List<TroubledDay> troubled(Known known, YearMonth last, int count) {
        return IntStream.range(0, count)
                .mapToObj(last::minusMonths)
                .flatMap(month -> days(month).sorted(Comparator.reverseOrder()))
                .flatMap(day -> troubled(known, day))
                .toList();
    }

    private Stream<TroubledDay> troubled(Known known, LocalDate day) {
        var tally = uptimes.day(known.timeline(), day);
        if (!Uptimes.isTroubled(tally)) {
            return Stream.empty();
        }
        return Stream.of(new TroubledDay(
                day.toString(),
                edition.words().date(day),
                edition.words().status(status(tally)),
                lengths(tally),
                uptimes.stories(known.component(), day).stream()
                        .map(story ->
                                new LinkView(edition.at(IncidentViews.path(story)), edition.choose(story.names())))
                        .toList()));
    }

    List<String> weekdays() {
        var words = edition.words();
        return IntStream.range(0, 7)
                .mapToObj(words.firstDayOfWeek()::plus)
                .map(words::weekday)
                .toList();
    }

    private int blanks(LocalDate first) {
        var begin = edition.words().firstDayOfWeek();
        return Math.floorMod(first.getDayOfWeek().getValue() - begin.getValue(), 7);
    }

    private String label(Component component, LocalDate day, Tally tally) {
        var date = edition.words().date(day);
        if (!Uptimes.isTroubled(tally)) {
            return edition.words()
                    .get(
                            "uptime.of",
                            date,
                            edition.words().status(status(tally)).text());
        }
        var names = uptimes.stories(component, day).stream()
                .map(story -> edition.choose(story.names()).text())
                .collect(Collectors.joining(" · "));
        var lengths = edition.words().list(lengths(tally));
        return edition.words().get("uptime.of", date, names.isEmpty() ? lengths : lengths + " · " + names);
    }

    private List<String> lengths(Tally tally) {
        return tally.lengths().entrySet().stream()
                .filter(entry -> entry.getKey() != ComponentStatus.OPERATIONAL)
                .sorted((one, other) -> other.getKey().compareTo(one.getKey()))
                .map(entry -> edition.words()
                        .get(
                                "uptime.of",
                                edition.words().status(entry.getKey().word()).text(),
                                edition.words().length(entry.getValue())))
                .toList();
    }

    private static String status(Tally tally) {
        return tally.worst().map(ComponentStatus::word).orElse(NO_DATA);
    }

    private static Stream<LocalDate> days(YearMonth month) {
        return IntStream.rangeClosed(1, month.lengthOfMonth()).mapToObj(month::atDay);
    }
}
