package herald.publish;

import herald.incident.Story;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code /robots.txt}, and {@code /sitemap.xml} with every page in each of its languages. */
final class Sitemap {

    static final String XML = "application/xml; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    /** Older incidents are found through the pages of the history, which are all named. */
    private static final int MOST_INCIDENTS = 1_000;

    private record Entry(String path, Instant changedAt) {}

    private record Inputs(String base, String languages, List<Entry> entries) {}

    private final PageData data;
    private final Edition edition;
    private final List<HistoryPages.Stretch> history;

    /** @param edition in the page's first language */
    Sitemap(PageData data, Edition edition, List<HistoryPages.Stretch> history) {
        this.data = data;
        this.edition = edition;
        this.history = history;
    }

    void addTo(Rendering rendering) {
        rendering.add(
                "/robots.txt",
                edition.base(),
                () -> Document.of(
                        TEXT, Caching.DATA, """
                            User-agent: *
                            Disallow: /console
                            Disallow: /v1/
                            Disallow: /embed/
                            Sitemap: %s/sitemap.xml
                            """.formatted(edition.base()).getBytes(StandardCharsets.UTF_8)));
        var inputs = new Inputs(edition.base(), data.page().languages(), entries());
        rendering.addSoon("/sitemap.xml", inputs, () -> Document.of(XML, Caching.DATA, xml(inputs)));
    }

    private List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        var newest = changedAt(data.stories());
        entries.add(new Entry("/", newest));
        entries.add(new Entry("/uptime", newest));
        entries.add(new Entry("/subscribe", data.page().createdAt()));
        history.forEach(
                page -> entries.add(new Entry(Quarters.path("history", "", page.number()), changedAt(page.stories()))));
        data.stories().stream().limit(MOST_INCIDENTS).forEach(story -> entries.add(entry(story)));
        return entries;
    }

    private Instant changedAt(List<Story> stories) {
        return stories.stream()
                .map(story -> story.incident().updatedAt())
                .max(Comparator.naturalOrder())
                .orElse(data.page().createdAt());
    }

    private static Entry entry(Story story) {
        return new Entry(IncidentViews.path(story), story.incident().updatedAt());
    }

    private byte[] xml(Inputs inputs) {
        return Xml.document(xml -> {
            xml.open(
                    "urlset",
                    "xmlns",
                    "http://www.sitemaps.org/schemas/sitemap/0.9",
                    "xmlns:xhtml",
                    "http://www.w3.org/1999/xhtml");
            for (var entry : inputs.entries()) {
                data.page().languageList().forEach(language -> url(xml, entry, language));
            }
            xml.close();
        });
    }

    private void url(Xml xml, Entry entry, String language) {
        xml.open("url").element("loc", address(entry, language)).element("lastmod", FeedEntry.time(entry.changedAt()));
        var languages = data.page().languageList();
        if (languages.size() > 1) {
            languages.forEach(other -> alternate(xml, other, address(entry, other)));
            alternate(xml, "x-default", address(entry, edition.language()));
        }
        xml.close();
    }

    private static void alternate(Xml xml, String language, String address) {
        xml.empty("xhtml:link", "rel", "alternate", "hreflang", language, "href", address);
    }

    private String address(Entry entry, String language) {
        return edition.base() + edition.at(entry.path(), language);
    }
}
