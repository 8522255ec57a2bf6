package herald.theme;

import java.util.List;

/**
 * One month of the history.
 *
 * @param iso {@code 2021-05}
 * @param text "May 2021"
 * @param days only those with incidents, newest first; empty when there were none
 */
public record HistoryMonth(String iso, String text, List<DayView> days) {}
