package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * The front page, template {@code index.ftlh}.
 *
 * @param banner the one sentence, its code a component status, or {@code incident} when something is open although every
 *     component is operational
 * @param about staff's standing words about the page; null when there are none
 * @param open incidents that are not resolved, newest first
 * @param running maintenances under way
 * @param upcoming maintenances to come, soonest first
 * @param systems components and groups, in staff's order
 * @param days the last 14 days including the quiet ones, newest first
 */
public record PageView(
        Site site,
        Label banner,
        @Nullable LocalText about,
        List<IncidentView> open,
        List<IncidentView> running,
        List<IncidentView> upcoming,
        List<SystemView> systems,
        List<DayView> days) {}
