package herald.theme;

import java.util.List;

/**
 * Every component whose uptime is shown, with its bars, template {@code uptime.ftlh}.
 *
 * @param systems in staff's order
 */
public record UptimePage(Site site, List<SystemView> systems) {}
