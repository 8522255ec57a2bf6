package herald.publish;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Moments as Statuspage writes them into feeds and history, in English, with the parts that its scripts replace:
 * {@code May <var data-var='date'> 6</var>, <var data-var='time'>00:20</var> KST}.
 */
final class VarTime {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

    private final ZoneId zone;
    private final DateTimeFormatter day;

    private VarTime(ZoneId zone, String day) {
        this.zone = zone;
        this.day = DateTimeFormatter.ofPattern(day, Locale.ENGLISH);
    }

    /** With the day as wide as two digits. */
    static VarTime ofFeeds(ZoneId zone) {
        return new VarTime(zone, "ppd");
    }

    /** With the day as it is: those who read the history look for digits only. */
    static VarTime ofHistory(ZoneId zone) {
        return new VarTime(zone, "d");
    }

    String of(Instant moment) {
        var at = moment.atZone(zone);
        return date(at) + ", " + time(at) + " " + ZONE.format(at);
    }

    /** Names the day once where both are on the same one. */
    String of(Instant from, Instant until) {
        var begin = from.atZone(zone);
        var end = until.atZone(zone);
        boolean sameDay = begin.toLocalDate().equals(end.toLocalDate());
        return date(begin) + ", " + time(begin) + " - " + (sameDay ? "" : date(end) + ", ") + time(end) + " "
                + ZONE.format(end);
    }

    private String date(ZonedDateTime at) {
        return MONTH.format(at) + " <var data-var='date'>" + day.format(at) + "</var>";
    }

    private static String time(ZonedDateTime at) {
        return "<var data-var='time'>" + TIME.format(at) + "</var>";
    }
}
