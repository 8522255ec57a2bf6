package herald.publish;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.incident.Story;
import herald.markdown.Markdown;
import herald.page.Page;
import herald.theme.CalendarPage;
import herald.theme.HistoryPage;
import herald.theme.IncidentPage;
import herald.theme.NotFoundPage;
import herald.theme.Site;
import herald.theme.SiteAssets;
import herald.theme.SocialView;
import herald.theme.SubscribePage;
import herald.theme.Theme;
import herald.theme.UptimePage;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** Makes every document of a page from one moment of it. */
@Singleton
class PageRenderer {

    private static final String ASSETS = "/assets/";

    /** How many files of the theme and its forerunners are served. */
    private static final int MOST_ASSETS = 60;

    /** Of a component's calendar on one page. */
    private static final int CALENDAR_MONTHS = 6;

    /** How far back calendars go: five years. */
    private static final int MOST_CALENDARS = 10;

    /** Of an update, in what others show of a link. */
    private static final int LONGEST_PREVIEW = 200;

    /** How late the copy announced may be: caches on the way keep one for a while. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /**
     * @param now only while it is open: then it says how things are, afterwards how they were
     * @param image the address of its picture; null where there is none any more
     */
    private record IncidentInputs(
            Look look,
            List<String> names,
            Story story,
            long version,
            @Nullable Instant now,
            @Nullable String image) {}

    private record FrontInputs(Look look, long version, Instant now, Instant heardAt) {}

    private record HistoryInputs(Look look, List<String> names, HistoryPages.Stretch stretch) {}

    /** @param days those that still change, where this is the newest page; nothing on the others */
    private record CalendarInputs(
            Look look,
            String name,
            @Nullable String description,
            ComponentStatus status,
            Object timeline,
            YearMonth last,
            Object days) {}

    private final MachineViews machines;
    private final PublishSettings settings;

    PageRenderer(MachineViews machines, PublishSettings settings) {
        this.machines = machines;
        this.settings = settings;
    }

    /**
     * Adds every document of a page to {@code rendering}, or those that somebody waits for.
     *
     * @param stories all of them; in a round of news, those that are news
     * @param theme the page's, or another that stands in for it
     * @param base the page's public address
     * @param heardAt when the database was last heard of
     * @throws herald.theme.ThemeException when the theme fails
     */
    void render(
            Rendering rendering,
            PageData data,
            List<Story> stories,
            Theme theme,
            String base,
            Instant now,
            Instant heardAt) {
        var look = rendering.same("look", look(data.page(), theme, base));
        var names = rendering.same(
                "names",
                data.components().stream()
                        .map(component -> component.id() + " " + data.allNames(component))
                        .toList());
        var uptimes = new Uptimes(data, now, rendering);
        var history = rendering.isNewsOnly() ? List.<HistoryPages.Stretch>of() : HistoryPages.of(data, now);
        var editions = data.page().languageList().stream()
                .map(language -> new Edition(data.page(), theme, base, language, now, heardAt))
                .toList();
        editions.forEach(edition -> html(new Draft(data, edition, look, names, rendering), stories, uptimes, history));
        machines.add(rendering, data, stories, editions, history);
        assets(rendering, data, theme, now);
        rendering.make();
    }

    /** One incident's page as HTML, as it would look. */
    String preview(PageData data, Edition edition, Story story) {
        return incident(
                new Draft(
                        data,
                        edition,
                        look(data.page(), edition.theme(), edition.base()),
                        List.of(),
                        Rendering.nothing()),
                story);
    }

    private void html(Draft draft, List<Story> stories, Uptimes uptimes, List<HistoryPages.Stretch> history) {
        var edition = draft.edition();
        var rendering = draft.rendering();
        var views = new UptimeViews(draft, uptimes);
        var front = new FrontPage(draft, views);
        rendering.add(
                edition.at("/"),
                new FrontInputs(draft.look(), draft.data().version(), edition.now(), edition.heardAt()),
                () -> html(draft, "index.ftlh", front.view(live(draft, "/"))));
        rendering.add(
                PageSnapshot.notFoundKey(edition.language()),
                draft.look(),
                () -> html(draft, "not-found.ftlh", new NotFoundPage(resting(draft, "/"))));
        incidents(draft, stories);
        if (rendering.isNewsOnly()) {
            return;
        }
        history.forEach(stretch -> history(draft, stretch));
        rendering.addSoon(
                edition.at("/subscribe"),
                draft.look(),
                () -> html(draft, "subscribe.ftlh", new SubscribePage(resting(draft, "/subscribe"))));
        rendering.addSoon(
                edition.at("/uptime"),
                new FrontInputs(draft.look(), draft.data().version(), edition.now(), edition.heardAt()),
                () -> html(draft, "uptime.ftlh", new UptimePage(live(draft, "/uptime"), front.systems(true))));
        draft.data().components().stream()
                .filter(Component::showcase)
                .forEach(component -> calendars(draft, front, views, uptimes.of(component)));
    }

    private void incidents(Draft draft, List<Story> stories) {
        var rendering = draft.rendering();
        var kind = "incidents " + draft.edition().language();
        for (var story : stories) {
            var incident = story.incident();
            var inputs = new IncidentInputs(
                    draft.look(),
                    draft.names(),
                    story,
                    incident.isOpen() ? draft.data().version() : 0,
                    incident.isOpen() ? draft.edition().now() : null,
                    SocialImages.address(draft.data(), draft.edition(), story));
            rendering.rest(kind, incident.id(), inputs, () -> {
                var path = draft.edition().at(IncidentViews.path(story));
                boolean urgent = incident.isOpen() || rendering.isNews(path, inputs, IncidentInputs::story);
                rendering.add(path, urgent, inputs, () -> Document.html(incident(draft, story)));
            });
        }
    }

    private String incident(Draft draft, Story story) {
        var incident = story.incident();
        var edition = draft.edition();
        var view = new IncidentViews(draft).of(story);
        var site = edition.site(
                IncidentViews.path(story),
                siteAssets(edition.theme(), Banner.of(incident)),
                incident.isOpen() ? draft.data().version() : incident.pageVersion(),
                incident.isOpen() ? edition.heardAt() : incident.updatedAt(),
                incident.isOpen() ? expectBy(edition) : null,
                new SocialView(
                        view.stage().text() + ": " + view.name().text(),
                        plain(edition, story),
                        SocialImages.address(draft.data(), edition, story)));
        return edition.theme()
                .render(
                        "incident.ftlh",
                        edition.language(),
                        new IncidentPage(
                                site,
                                view,
                                story.postmortem() == null
                                        ? null
                                        : Markdown.toHtml(story.postmortem().body())));
    }

    private void history(Draft draft, HistoryPages.Stretch stretch) {
        var edition = draft.edition();
        var path = historyPath(stretch.number());
        var inputs = new HistoryInputs(draft.look(), draft.names(), stretch);
        draft.rendering().addSoon(edition.at(path), inputs, () -> {
            var days = new Days(draft);
            var site = site(
                    draft,
                    path,
                    "operational",
                    stretch.stories().stream()
                            .mapToLong(story -> story.incident().pageVersion())
                            .max()
                            .orElse(0),
                    stretch.stories().stream()
                            .map(story -> story.incident().updatedAt())
                            .max(Comparator.naturalOrder())
                            .orElse(draft.data().page().createdAt()),
                    null);
            return html(
                    draft,
                    "history.ftlh",
                    new HistoryPage(
                            site,
                            days.title(stretch.first(), stretch.last()),
                            days.months(stretch.first(), stretch.last(), stretch.stories()),
                            stretch.number() == 1 ? null : edition.at(historyPath(stretch.number() - 1)),
                            stretch.hasOlder() ? edition.at(historyPath(stretch.number() + 1)) : null));
        });
    }

    private static String historyPath(int number) {
        return Quarters.path("history", "", number);
    }

    private void calendars(Draft draft, FrontPage front, UptimeViews views, Uptimes.Known known) {
        var component = known.component();
        var data = draft.data();
        var language = draft.edition().language();
        var last = YearMonth.from(known.today());
        var oldest = YearMonth.from(known.firstDay());
        for (int number = 1; number <= MOST_CALENDARS && (number == 1 || !last.isBefore(oldest)); number++) {
            var path = calendarPath(component, number);
            var inputs = new CalendarInputs(
                    draft.look(),
                    data.texts().name(component, language),
                    data.texts().description(component, language),
                    component.status(),
                    known.timeline(),
                    last,
                    number == 1 ? known.days() : List.of());
            int page = number;
            var newest = last;
            var begin = last.minusMonths(CALENDAR_MONTHS - 1);
            int months = (int) (oldest.isAfter(begin) ? oldest : begin).until(last, ChronoUnit.MONTHS) + 1;
            boolean hasOlder = number < MOST_CALENDARS && oldest.isBefore(begin);
            draft.rendering()
                    .addLater(
                            draft.edition().at(path),
                            inputs,
                            () -> html(
                                    draft,
                                    "calendar.ftlh",
                                    new CalendarPage(
                                            resting(draft, path),
                                            front.component(component, page == 1),
                                            new Days(draft).title(newest.minusMonths(months - 1L), newest),
                                            views.weekdays(),
                                            views.months(known, newest, months),
                                            views.troubled(known, newest, months),
                                            page == 1 ? null : draft.edition().at(calendarPath(component, page - 1)),
                                            hasOlder ? draft.edition().at(calendarPath(component, page + 1)) : null)));
            last = last.minusMonths(CALENDAR_MONTHS);
        }
    }

    private static String calendarPath(Component component, int number) {
        return UptimeViews.path(component) + (number == 1 ? "" : "/" + number);
    }

    /** Around a page that says how things are. */
    private Site live(Draft draft, String path) {
        var edition = draft.edition();
        return site(
                draft,
                path,
                Banner.of(draft.data(), edition.now()),
                draft.data().version(),
                edition.heardAt(),
                expectBy(edition));
    }

    /** Around a page that changes seldom. */
    private Site resting(Draft draft, String path) {
        return site(
                draft,
                path,
                "operational",
                draft.data().version(),
                draft.edition().heardAt(),
                null);
    }

    private Site site(Draft draft, String path, String state, long version, Instant asOf, @Nullable Instant expectBy) {
        var page = draft.data().page();
        var edition = draft.edition();
        var banner =
                edition.words().banner(Banner.of(draft.data(), edition.now())).text();
        return edition.site(
                path,
                siteAssets(edition.theme(), state),
                version,
                asOf,
                expectBy,
                expectBy == null
                        ? new SocialView(page.name(), page.description() == null ? "" : page.description(), null)
                        : new SocialView(banner, open(draft), SocialImages.address(draft.data(), edition)));
    }

    /** The names of what is open, for a link's preview. */
    private static String open(Draft draft) {
        return String.join(
                " · ",
                draft.data()
                        .openIncidents()
                        .limit(3)
                        .map(story -> draft.edition().choose(story.names()).text())
                        .toList());
    }

    private static String plain(Edition edition, Story story) {
        return story.latest()
                .map(told -> Markdown.toPlainText(edition.said(told).text()))
                .map(text -> Markdown.shortened(text, LONGEST_PREVIEW))
                .orElse("");
    }

    /** In whole minutes, as people read it. */
    private Instant expectBy(Edition edition) {
        return edition.heardAt()
                .plus(settings.renewEvery())
                .plus(GRACE)
                .plus(Duration.ofMinutes(1))
                .truncatedTo(ChronoUnit.MINUTES);
    }

    private Document html(Draft draft, String template, Record view) {
        return Document.html(
                draft.edition().theme().render(template, draft.edition().language(), view));
    }

    private void assets(Rendering rendering, PageData data, Theme theme, Instant now) {
        for (var asset : theme.allAssets()) {
            var path = ASSETS + asset.path();
            rendering.add(path, path, () -> Document.of(asset.contentType(), Caching.ASSET, asset.bytes()));
        }
        var icon = theme.asset("favicon-" + Banner.of(data, now) + ".svg");
        rendering.add("/favicon.ico", icon.path(), () -> Document.of(icon.contentType(), Caching.PAGE, icon.bytes()));
        if (!rendering.isNewsOnly()) {
            rendering.keepFormer(path -> path.startsWith(ASSETS), MOST_ASSETS);
        }
    }

    private static SiteAssets siteAssets(Theme theme, String state) {
        return theme.assets(ASSETS, state);
    }

    private static Look look(Page page, Theme theme, String base) {
        return new Look(
                page.name(),
                page.timeZone(),
                page.languages(),
                theme.hash(),
                page.supportUrl(),
                page.description(),
                base);
    }
}
