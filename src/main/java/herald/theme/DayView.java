package herald.theme;

import java.util.List;

/**
 * One day of history in the page's zone.
 *
 * @param iso {@code 2021-05-05}
 * @param text "5 May 2021"
 * @param incidents that began or went on that day, newest first; empty on a quiet day
 */
public record DayView(String iso, String text, List<IncidentView> incidents) {}
