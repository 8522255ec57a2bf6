package herald.console;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A moment as staff read it.
 *
 * @param text "22 Nov, 14:05 KST"
 * @param relative "4 min ago", "in 12 min"
 */
public record When(String iso, String text, String relative) {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("d MMM, HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter WITH_YEAR =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    /** Null for null. */
    static @Nullable When of(@Nullable Instant at, Instant now, ZoneId zone) {
        return at == null ? null : there(at, now, zone);
    }

    static When there(Instant at, Instant now, ZoneId zone) {
        var local = at.atZone(zone);
        var format = local.getYear() == now.atZone(zone).getYear() ? TEXT : WITH_YEAR;
        return new When(at.truncatedTo(ChronoUnit.SECONDS).toString(), format.format(local), relative(at, now));
    }

    /** "22 Nov, 14:05 – 15:20 KST"; the second day is said where it is another one. */
    static String span(Instant from, Instant until, Instant now, ZoneId zone) {
        var end = there(until, now, zone).text();
        var start = there(from, now, zone).text().replaceFirst(" [^ ]+$", "");
        boolean sameDay =
                from.atZone(zone).toLocalDate().equals(until.atZone(zone).toLocalDate());
        return start + " – " + (sameDay ? end.replaceFirst("^.*, ", "") : end);
    }

    /** As a {@code datetime-local} field holds it; empty for null. */
    static String field(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : FIELD.format(at.atZone(zone));
    }

    /** What a {@code datetime-local} field holds; throws {@link java.time.DateTimeException} for anything else. */
    static Instant ofField(String text, ZoneId zone) {
        return LocalDateTime.parse(text.strip()).atZone(zone).toInstant();
    }

    /** "Asia/Seoul (KST)". */
    static String zoneLabel(ZoneId zone, Instant now) {
        var shortName = DateTimeFormatter.ofPattern("z", Locale.ENGLISH).format(now.atZone(zone));
        return shortName.equals(zone.getId()) ? shortName : zone.getId() + " (" + shortName + ")";
    }

    /** "4 min", "2 h 5 min", "3 days". */
    static String length(Duration length) {
        long minutes = Math.max(1, length.toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 48 * 60) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return minutes / (24 * 60) + " days";
    }

    private static String relative(Instant at, Instant now) {
        var distance = Duration.between(at, now);
        if (distance.abs().compareTo(Duration.ofSeconds(45)) < 0) {
            return "just now";
        }
        return distance.isNegative() ? "in " + length(distance.negated()) : length(distance) + " ago";
    }
}
