package herald.publish;

import herald.incident.Story;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The past in pages of three months, the newest first. */
final class HistoryPages {

    /**
     * @param number from 1
     * @param stories that began in these months, the newest created first
     * @param hasOlder whether there is another page
     */
    record Stretch(int number, YearMonth first, YearMonth last, List<Story> stories, boolean hasOlder) {}

    private HistoryPages() {}

    static List<Stretch> of(PageData data, Instant now) {
        Map<YearMonth, List<Story>> byMonth = new HashMap<>();
        for (var story : data.stories()) {
            if (Days.hasBegun(story.incident(), now)) {
                byMonth.computeIfAbsent(month(Days.from(story.incident()), data.zone()), _ -> new ArrayList<>())
                        .add(story);
            }
        }
        var quarters = Quarters.at(now, data.zone());
        int last = byMonth.keySet().stream()
                .min(YearMonth::compareTo)
                .map(quarters::pageOf)
                .orElse(1);
        return IntStream.rangeClosed(1, last)
                .mapToObj(page -> new Stretch(
                        page,
                        quarters.first(page),
                        quarters.last(page),
                        stories(byMonth, quarters.last(page)),
                        page < last))
                .toList();
    }

    private static List<Story> stories(Map<YearMonth, List<Story>> byMonth, YearMonth last) {
        return IntStream.range(0, Quarters.MONTHS)
                .mapToObj(last::minusMonths)
                .flatMap(month -> byMonth.getOrDefault(month, List.of()).stream())
                .toList();
    }

    private static YearMonth month(Instant moment, ZoneId zone) {
        return YearMonth.from(moment.atZone(zone));
    }
}
