package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * Where the page's links lead; a link that is null is not shown.
 *
 * @param self absolute address of this very page, for {@code rel=canonical}
 * @param home the page's front in this language
 * @param history past incidents
 * @param uptime every component's bars
 * @param subscribe ways to follow the page
 * @param support where people are helped
 * @param privacy what becomes of readers' data
 * @param atom the history as Atom
 * @param rss the history as RSS
 * @param calendar {@code .ics} of the maintenances
 * @param json the machine-readable summary
 * @param feed the history as a JSON Feed
 */
public record SiteLinks(
        String self,
        String home,
        String history,
        @Nullable String uptime,
        @Nullable String subscribe,
        @Nullable String support,
        @Nullable String privacy,
        String atom,
        @Nullable String rss,
        @Nullable String calendar,
        @Nullable String json,
        @Nullable String feed) {}
