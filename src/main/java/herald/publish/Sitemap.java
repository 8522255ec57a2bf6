package herald.publish;

import herald.incident.Story;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** @param edition in the page's first language */
    Sitemap(PageData data, Edition edition) {
        this.data = data;
        this.edition = edition;
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
        var history = historyPages();
        entries.add(new Entry(
                "/", history.values().stream().max(Comparator.naturalOrder()).orElseThrow()));
        history.forEach((page, changedAt) -> entries.add(new Entry(Quarters.path("history", "", page), changedAt)));
        data.stories().stream().limit(MOST_INCIDENTS).forEach(story -> entries.add(entry(story)));
        return entries;
    }

    /** When each page of the history last changed, from the first to the one with the oldest incident. */
    private SortedMap<Integer, Instant> historyPages() {
        var quarters = Quarters.at(edition.now(), edition.zone());
        var changed = new TreeMap<Integer, Instant>();
        for (var story : data.stories()) {
            var month = YearMonth.from(Days.from(story.incident()).atZone(edition.zone()));
            changed.merge(quarters.pageOf(month), story.incident().updatedAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
        int last = changed.isEmpty() ? 1 : changed.lastKey();
        for (int page = 1; page <= last; page++) {
            changed.putIfAbsent(page, data.page().createdAt());
        }
        return changed;
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
        xml.open("url")
                .element("loc", address(entry, language))
                .element(
                        "lastmod",
                        entry.changedAt().truncatedTo(ChronoUnit.SECONDS).toString());
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
