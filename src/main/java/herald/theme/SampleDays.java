package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ninety days and three months of the samples' components, which fail now and then, each in its own way and always the same. */
final class SampleDays {
    static final LocalDate TODAY = LocalDate.of(2021, 5, 5);

    private static final int DAYS = 90;
    private static final List<String> TROUBLES =
            List.of("degraded_performance", "partial_outage", "major_outage", "under_maintenance");

    /** @param length null on a good day */
    private record Day(
            LocalDate date, String status, @Nullable Duration length) {}

    private final Messages words;

    SampleDays(Messages words) {
        this.words = words;
    }

    /** @param counted since how many days it is counted; 0 for one that was added today */
    UptimeView bars(String component, String today, int counted) {
        var runs = new ArrayList<UptimeRun>();
        var days = IntStream.range(0, DAYS)
                .mapToObj(back -> day(component, TODAY.minusDays(DAYS - 1L - back), today, counted))
                .toList();
        for (int start = 0, end = 1; start < DAYS; start = end++) {
            while (end < DAYS && isLike(days.get(start), days.get(end))) {
                end++;
            }
            var first = days.get(start);
            var label = words.uptimeDay(
                    first.date(), days.get(end - 1).date(), words.status(first.status()), first.length());
            runs.add(new UptimeRun(start, end - start, first.status(), label));
        }
        if (counted == 0) {
            return new UptimeView(DAYS, "", words.get("uptime.since", words.date(TODAY)), runs);
        }
        var percent = words.percent(1 - Math.floorMod(component.hashCode(), 97) / 20_000.0);
        var troubled = days.stream().filter(day -> day.length() != null).count();
        return new UptimeView(DAYS, percent, words.uptimeSummary(percent, DAYS, troubled), runs);
    }

    List<MonthView> months(String component, int counted) {
        return Stream.of(5, 4, 3)
                .map(month -> month(component, YearMonth.of(2021, month), counted))
                .toList();
    }

    List<String> weekdays() {
        return Stream.of(DayOfWeek.values()).map(day -> words.weekday(day)).toList();
    }

    List<TroubledDay> troubled(String component) {
        return IntStream.range(0, DAYS)
                .mapToObj(back -> day(component, TODAY.minusDays(back), "operational", 1_000))
                .filter(day -> day.length() != null)
                .sorted(Comparator.comparing(Day::date).reversed())
                .map(this::troubled)
                .toList();
    }

    private TroubledDay troubled(Day day) {
        var status = words.status(day.status());
        var incident =
                new LinkView("/incidents/d4f7h2k9m3pq", new LocalText("메시지 수신 및 PC 로그인 장애", "ko", words.onlyIn("ko")));
        return new TroubledDay(
                day.date().toString(),
                words.date(day.date()),
                status,
                List.of(words.get("uptime.of", status.text(), words.length(day.length()))),
                day.date().getDayOfMonth() % 3 == 0 ? List.of() : List.of(incident));
    }

    private MonthView month(String component, YearMonth month, int counted) {
        var days = IntStream.rangeClosed(1, month.lengthOfMonth())
                .mapToObj(number -> day(component, month.atDay(number), "operational", counted))
                .map(day -> new CalendarDay(
                        day.date().getDayOfMonth(),
                        day.status(),
                        words.uptimeDay(day.date(), day.date(), words.status(day.status()), day.length())))
                .toList();
        return new MonthView(
                month.toString(),
                words.month(month),
                counted == 0 ? null : words.percent(0.9987),
                month.atDay(1).getDayOfWeek().getValue() - 1,
                days);
    }

    private static boolean isLike(Day one, Day other) {
        return one.status().equals(other.status()) && one.length() == null && other.length() == null;
    }

    private static Day day(String component, LocalDate date, String today, int counted) {
        if (date.isAfter(TODAY) || date.isBefore(TODAY.minusDays(counted - 1L)) || counted == 0) {
            return new Day(date, "no_data", null);
        }
        var chance = new Random((component + date).hashCode() * 31L);
        chance.nextInt();
        if (date.equals(TODAY)) {
            return new Day(date, today, today.equals("operational") ? null : Duration.ofMinutes(98));
        }
        return chance.nextInt(100) < 4
                ? new Day(date, TROUBLES.get(chance.nextInt(4)), Duration.ofMinutes(5 + chance.nextInt(200)))
                : new Day(date, "operational", null);
    }
}
