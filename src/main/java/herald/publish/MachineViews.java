package herald.publish;

import herald.incident.Story;
import herald.theme.ThemeRenderer;
import jakarta.inject.Singleton;

/** What a page offers to machines: feeds, calendars and answers, badge and embed, pictures, and what search engines ask for. */
@Singleton
class MachineViews {

    /** What one incident's answer is made of; {@code version} is the page's while it is open, 0 once it is over. */
    private record IncidentInputs(Story story, long version, String base, String page, String zone, String languages) {}

    private final ThemeRenderer themes;

    MachineViews(ThemeRenderer themes) {
        this.themes = themes;
    }

    /** @param first the page in its first language */
    void add(Rendering rendering, PageData data, Edition first) {
        var json = new StatusJson(data, first.base());
        json.answers()
                .forEach((path, answer) ->
                        rendering.add(path, Document.of(Document.JSON, Caching.DATA, JsonText.bytes(answer))));
        incidents(rendering, data, first, json);
        new HistoryJson(data, first, json).addTo(rendering);
        feeds(rendering, data, first);
        new Calendars(data, first).addTo(rendering);
        new Embed(themes, data, first).addTo(rendering);
        new Sitemap(data, first).addTo(rendering);
        for (var language : data.page().languageList()) {
            var edition = edition(first, language);
            Badge.add(rendering, edition, Banner.of(data, first.now()));
            new SocialImages(data, edition).addTo(rendering);
        }
    }

    private Edition edition(Edition first, String language) {
        var words = themes.messages(first.page().theme(), language);
        return new Edition(first.page(), first.base(), language, words, first.now());
    }

    /** Under two addresses, as collectors ask for it; thousands of old ones are only looked at. */
    private static void incidents(Rendering rendering, PageData data, Edition first, StatusJson json) {
        var page = data.page();
        for (var story : data.stories()) {
            long version = story.incident().isOpen() ? data.version() : 0;
            var inputs =
                    new IncidentInputs(story, version, first.base(), page.name(), page.timeZone(), page.languages());
            var path = IncidentViews.path(story) + ".json";
            rendering.add(
                    path, inputs, () -> Document.of(Document.JSON, Caching.DATA, JsonText.bytes(json.answer(story))));
            rendering.add(
                    "/api/v2" + path, inputs, () -> rendering.made().get(path).document());
        }
    }

    private static void feeds(Rendering rendering, PageData data, Edition first) {
        var entries = new FeedEntries(data, first);
        var inputs = entries.inputs();
        rendering.add(
                "/history.atom",
                inputs,
                () -> Document.of(Document.ATOM, Caching.DATA, new AtomFeed(data, first, entries).bytes()));
        rendering.add(
                "/history.rss",
                inputs,
                () -> Document.of(RssFeed.CONTENT_TYPE, Caching.DATA, new RssFeed(data, first, entries).bytes()));
        rendering.add(
                "/feed.json",
                inputs,
                () -> Document.of(JsonFeed.CONTENT_TYPE, Caching.DATA, new JsonFeed(data, first, entries).bytes()));
    }
}
