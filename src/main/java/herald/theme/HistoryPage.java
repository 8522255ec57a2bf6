package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Past incidents, template {@code history.ftlh}.
 *
 * @param title what it covers, "March – May 2021"
 * @param days only those with incidents, newest first
 * @param newer null on the first page
 * @param older null on the last
 */
public record HistoryPage(
        Site site,
        String title,
        List<DayView> days,
        @Nullable String newer,
        @Nullable String older) {}
