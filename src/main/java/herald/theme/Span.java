package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * From when until when; one of impact window, schedule, or first to last post.
 *
 * @param from its beginning
 * @param until null while it goes on or the end is not known
 * @param text both in one phrase without repeating the day, "5 May 2021, 21:47 – 22:08 KST"; breaks
 *     at the dash only
 * @param length how long, in words ("2 hours 21 minutes"); null while it goes on
 */
public record Span(
        Moment from,
        @Nullable Moment until,
        String text,
        @Nullable String length) {}
