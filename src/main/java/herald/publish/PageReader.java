package herald.publish;

import herald.component.Components;
import herald.database.Transactions;
import herald.incident.Incidents;
import herald.incident.Story;
import herald.page.Pages;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one moment of a page, and of its incidents only those that have changed since the last one. */
@Singleton
class PageReader {

    private static final int AT_ONCE = 500;

    private final Pages pages;
    private final Components components;
    private final Incidents incidents;
    private final Transactions transactions;

    PageReader(Pages pages, Components components, Incidents incidents, Transactions transactions) {
        this.pages = pages;
        this.components = components;
        this.incidents = incidents;
        this.transactions = transactions;
    }

    /**
     * @param before what was read last; null to read everything
     * @return empty when there is no such page any more
     */
    Optional<PageData> read(long pageId, @Nullable PageData before) {
        return transactions.snapshot(() -> pages.byId(pageId).map(page -> {
            var changed = changedSince(pageId, before == null ? 0 : before.version());
            var stories = PageData.merge(before == null ? List.of() : before.stories(), changed.values());
            return new PageData(
                    page,
                    components.ofPage(pageId),
                    components.groupsOfPage(pageId),
                    components.histories(pageId, before == null ? Map.of() : before.histories()),
                    components.textsOfPage(pageId),
                    stories);
        }));
    }

    /** Asks from before the last version of a full answer, which may have held only some of that version's incidents. */
    private Map<Long, Story> changedSince(long pageId, long version) {
        var changed = new LinkedHashMap<Long, Story>();
        long since = version;
        int limit = AT_ONCE;
        while (true) {
            var some = incidents.changedSince(pageId, since, limit);
            some.forEach(story -> changed.put(story.incident().id(), story));
            if (some.size() < limit) {
                return changed;
            }
            long next = some.getLast().incident().pageVersion() - 1;
            limit = next > since ? AT_ONCE : limit * 2;
            since = Math.max(since, next);
        }
    }
}
