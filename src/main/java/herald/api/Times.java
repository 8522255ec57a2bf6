package herald.api;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as v1 writes them: UTC, always with milliseconds. */
final class Times {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(Instant moment) {
        return FORMAT.format(moment);
    }

    static @Nullable String orNull(@Nullable Instant moment) {
        return moment == null ? null : text(moment);
    }
}
