package herald.publish;

import herald.incident.Story;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a page offers to machines: feeds, calendars and answers, badge and embed, pictures, and what search engines ask for. */
@Singleton
class MachineViews {

    /** What all incidents' answers are made of. */
    private record Common(
            String base, String code, String name, String zone, String languages, JsonText.Piece components) {}

    /** What one incident's answer is made of; {@code version} is the page's while it is open, 0 once it is over. */
    private record IncidentInputs(Common common, Story story, long version) {}

    private record AnswersInputs(long version, String base) {}

    private record ResolvedInputs(long version, String base, List<Story> stories) {}

    /**
     * @param stories all of them; in a round of news, those that are news
     * @param editions the page in each of its languages, the first one first
     */
    void add(
            Rendering rendering,
            PageData data,
            List<Story> stories,
            List<Edition> editions,
            List<HistoryPages.Stretch> history) {
        var first = editions.getFirst();
        var json = new StatusJson(data, first);
        answers(rendering, data, first, json);
        resolved(rendering, data, first, json);
        incidents(rendering, data, stories, first, json);
        new Embed(data, first).addTo(rendering);
        editions.forEach(edition -> Badge.add(rendering, edition, Banner.of(data, first.now())));
        if (rendering.isNewsOnly()) {
            return;
        }
        new HistoryJson(data, first, json).addTo(rendering);
        feeds(rendering, data, first);
        new Calendars(data, first).addTo(rendering);
        new Sitemap(data, first, history).addTo(rendering);
        for (var edition : editions) {
            new SocialImages(data, edition).addTo(rendering);
        }
    }

    /**
     * With every change of the page, and not when only time has passed: first what says how things are now, then the long lists of
     * what was.
     */
    private static void answers(Rendering rendering, PageData data, Edition first, StatusJson json) {
        var inputs = new AnswersInputs(data.version(), first.base());
        json.present().forEach((path, answer) -> rendering.add(path, inputs, () -> document(answer)));
        json.lists().forEach((path, answer) -> rendering.addSoon(path, inputs, () -> document(answer)));
    }

    private static Document document(Supplier<Map<String, Object>> answer) {
        return Document.of(Document.JSON, Caching.DATA, JsonText.bytes(answer.get()));
    }

    /** Large, and seldom news: while it tells of the same incidents, what else stands in it can wait. */
    private static void resolved(Rendering rendering, PageData data, Edition first, StatusJson json) {
        var path = "/api/v2/incidents/resolved.json";
        var inputs = new ResolvedInputs(data.version(), first.base(), json.resolved());
        Supplier<Document> answer =
                () -> Document.of(Document.JSON, Caching.DATA, JsonText.bytes(json.resolvedAnswer()));
        rendering.add(path, rendering.isNews(path, inputs, ResolvedInputs::stories), inputs, answer);
    }

    /** Under two addresses, as collectors ask for it; thousands of old ones are only looked at. */
    private static void incidents(
            Rendering rendering, PageData data, List<Story> stories, Edition first, StatusJson json) {
        var page = data.page();
        var common = rendering.same(
                "answers",
                new Common(first.base(), page.code(), page.name(), page.timeZone(), page.languages(), json.listed()));
        for (var story : stories) {
            boolean isOpen = story.incident().isOpen();
            var inputs = new IncidentInputs(common, story, isOpen ? data.version() : 0);
            rendering.rest("answers", story.incident().id(), inputs, () -> {
                var path = IncidentViews.path(story) + ".json";
                var answer = once(() -> Document.of(Document.JSON, Caching.DATA, JsonText.bytes(json.answer(story))));
                boolean urgent = isOpen || rendering.isNews(path, inputs, IncidentInputs::story);
                rendering.add(path, urgent, inputs, answer);
                rendering.add("/api/v2" + path, urgent, inputs, answer);
            });
        }
    }

    private static Supplier<Document> once(Supplier<Document> make) {
        return new Supplier<>() {
            private @Nullable Document made;

            @Override
            public synchronized Document get() {
                if (made == null) {
                    made = make.get();
                }
                return made;
            }
        };
    }

    private static void feeds(Rendering rendering, PageData data, Edition first) {
        var entries = new FeedEntries(data, first, rendering);
        var inputs = entries.inputs();
        rendering.addSoon(
                "/history.atom",
                inputs,
                () -> Document.of(Document.ATOM, Caching.DATA, new AtomFeed(data, first, entries).bytes()));
        rendering.addSoon(
                "/history.rss",
                inputs,
                () -> Document.of(RssFeed.CONTENT_TYPE, Caching.DATA, new RssFeed(data, first, entries).bytes()));
        rendering.addSoon(
                "/feed.json",
                inputs,
                () -> Document.of(JsonFeed.CONTENT_TYPE, Caching.DATA, new JsonFeed(data, first, entries).bytes()));
    }
}
