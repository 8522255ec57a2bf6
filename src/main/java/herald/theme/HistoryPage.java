package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Past incidents, template {@code history.ftlh}.
 *
 * @param title what it covers, "March – May 2021"
 * @param months all that the title covers, newest first
 * @param newer null on the first page
 * @param older null on the last
 */
public record HistoryPage(
        Site site,
        String title,
        List<HistoryMonth> months,
        @Nullable String newer,
        @Nullable String older) {}
