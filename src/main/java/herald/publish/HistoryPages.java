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

    private static final int MONTHS = 3;

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
        var newest = month(now, data.zone());
        var oldest = byMonth.keySet().stream()
                .min(YearMonth::compareTo)
                .filter(month -> month.isBefore(newest))
                .orElse(newest);
        var pages = new ArrayList<Stretch>();
        for (var last = newest; pages.isEmpty() || !last.isBefore(oldest); last = last.minusMonths(MONTHS)) {
            var first = last.minusMonths(MONTHS - 1);
            pages.add(new Stretch(pages.size() + 1, first, last, stories(byMonth, last), oldest.isBefore(first)));
        }
        return pages;
    }

    private static List<Story> stories(Map<YearMonth, List<Story>> byMonth, YearMonth last) {
        return IntStream.range(0, MONTHS)
                .mapToObj(last::minusMonths)
                .flatMap(month -> byMonth.getOrDefault(month, List.of()).stream())
                .toList();
    }

    private static YearMonth month(Instant moment, ZoneId zone) {
        return YearMonth.from(moment.atZone(zone));
    }
}
