package herald.publish;

/** The feed as {@code /history.atom}, in the shape that readers of Statuspage's feeds parse. */
final class AtomFeed {

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    private final PageData data;
    private final Edition edition;
    private final FeedEntries entries;

    AtomFeed(PageData data, Edition edition, FeedEntries entries) {
        this.data = data;
        this.edition = edition;
        this.entries = entries;
    }

    byte[] bytes() {
        return Xml.document(this::feed);
    }

    private void feed(Xml xml) {
        xml.open("feed", "xmlns", NAMESPACE, "xml:lang", data.page().firstLanguage())
                .element("id", entries.tag("/history"));
        link(xml, "alternate", "text/html", edition.base());
        link(xml, "self", "application/atom+xml", edition.base() + "/history.atom");
        xml.element("title", data.page().name() + " Status - Incident History")
                .element("updated", FeedEntry.time(entries.updatedAt()))
                .open("author")
                .element("name", data.page().name())
                .close();
        entries.list().forEach(entry -> entry(xml, entry));
        xml.close();
    }

    private static void entry(Xml xml, FeedEntry entry) {
        xml.open("entry")
                .element("id", entry.id())
                .element("published", FeedEntry.time(entry.published()))
                .element("updated", FeedEntry.time(entry.updated()));
        link(xml, "alternate", "text/html", entry.address());
        xml.element("title", entry.title())
                .element("content", entry.html(), "type", "html")
                .close();
    }

    private static void link(Xml xml, String relation, String type, String address) {
        xml.empty("link", "rel", relation, "type", type, "href", address);
    }
}
