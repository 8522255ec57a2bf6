package herald.theme;

/**
 * A moment as it is written on the page. Relative times are left to the reader's browser, so that a quiet page keeps its bytes.
 *
 * @param iso ISO 8601 in UTC, for {@code <time datetime>}
 * @param text date and time with the zone named, "5 May 2021, 22:08 KST"
 * @param time the time of day with the zone named, "22:08 KST"
 */
public record Moment(String iso, String text, String time) {}
