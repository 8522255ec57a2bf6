package herald.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The feed as {@code /feed.json}, in <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>. */
final class JsonFeed {

    static final String CONTENT_TYPE = "application/feed+json; charset=utf-8";

    private static final String VERSION = "https://jsonfeed.org/version/1.1";

    private final PageData data;
    private final Edition edition;
    private final FeedEntries entries;

    JsonFeed(PageData data, Edition edition, FeedEntries entries) {
        this.data = data;
        this.edition = edition;
        this.entries = entries;
    }

    byte[] bytes() {
        var feed = new LinkedHashMap<String, Object>();
        feed.put("version", VERSION);
        feed.put("title", data.page().name() + " Status - Incident History");
        feed.put("home_page_url", edition.base() + "/");
        feed.put("feed_url", edition.base() + "/feed.json");
        feed.put("language", data.page().firstLanguage());
        feed.put("authors", List.of(Map.of("name", data.page().name())));
        feed.put("items", entries.list().stream().map(JsonFeed::item).toList());
        return JsonText.bytes(feed);
    }

    private static Map<String, Object> item(FeedEntry entry) {
        var item = new LinkedHashMap<String, Object>();
        item.put("id", entry.id());
        item.put("url", entry.address());
        item.put("title", entry.title());
        item.put("content_html", entry.html());
        item.put("content_text", entry.text());
        item.put("date_published", FeedEntry.time(entry.published()));
        item.put("date_modified", FeedEntry.time(entry.updated()));
        return item;
    }
}
