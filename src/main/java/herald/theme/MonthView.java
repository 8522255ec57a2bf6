package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * One month of a component.
 *
 * @param iso {@code 2021-05}
 * @param text "May 2021"
 * @param percent "99.98 %"; null when nothing is known of it
 * @param blanks how many cells stand empty before the first day, 0 to 6, with the week beginning as the language has it
 * @param days in order; all of the month, or none where nothing is known
 */
public record MonthView(String iso, String text, @Nullable String percent, int blanks, List<CalendarDay> days) {}
