package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * One component's uptime by months, template {@code calendar.ftlh}.
 *
 * @param component with its status and bars
 * @param title what it covers, "July – September 2021"
 * @param weekdays short names, in the order of the calendar's columns
 * @param months the newest first
 * @param troubled days of these months, the newest first; empty when all was well
 * @param newer null on the first page
 * @param older null on the last
 */
public record CalendarPage(
        Site site,
        ComponentView component,
        String title,
        List<String> weekdays,
        List<MonthView> months,
        List<TroubledDay> troubled,
        @Nullable String newer,
        @Nullable String older) {}
