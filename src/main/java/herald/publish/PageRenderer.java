package herald.publish;

import herald.incident.Story;
import herald.page.Page;
import herald.publish.Rendering.Made;
import herald.theme.AffectedView;
import herald.theme.HistoryPage;
import herald.theme.IncidentPage;
import herald.theme.NotFoundPage;
import herald.theme.SiteAssets;
import herald.theme.ThemeRenderer;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes every document of a page from one moment of it. */
@Singleton
class PageRenderer {

    private static final String ASSETS = "/assets/";

    /** How many files of the theme and its forerunners are served. */
    private static final int MOST_ASSETS = 60;

    private static final int MONTHS_A_PAGE = 3;

    /** What every HTML document of a page carries around its content. */
    private record Look(
            String name,
            String zone,
            String languages,
            String theme,
            @Nullable String support,
            String base,
            String style,
            String script) {}

    /** @param version of the page while it is open; 0 once it is over, when only its own changes count */
    private record IncidentInputs(Look look, Story story, List<AffectedView> components, boolean late, long version) {}

    private record HistoryInputs(
            Look look, YearMonth first, List<Story> stories, List<List<AffectedView>> components, boolean hasOlder) {}

    private final ThemeRenderer themes;
    private final MachineViews machines;

    PageRenderer(ThemeRenderer themes, MachineViews machines) {
        this.themes = themes;
        this.machines = machines;
    }

    /**
     * @param base the page's public address
     * @param before what was made last, to take over what has not changed
     * @param spare how long documents nobody waits for may be made
     * @throws herald.theme.ThemeException when the page's theme fails
     */
    Rendering render(PageData data, String base, Instant now, Map<String, Made> before, Duration spare) {
        var rendering = new Rendering(before, spare);
        for (var language : data.page().languageList()) {
            html(rendering, data, edition(data.page(), base, language, now));
        }
        var first = edition(data.page(), base, data.page().firstLanguage(), now);
        machines.add(rendering, data, first);
        assets(rendering, data, now, before);
        return rendering;
    }

    Edition edition(Page page, String base, String language, Instant now) {
        return new Edition(page, base, language, themes.messages(page.theme(), language), now);
    }

    /** One incident's page as HTML. */
    String incident(PageData data, Edition edition, Story story) {
        var incident = story.incident();
        var site = edition.site(
                IncidentViews.path(story),
                siteAssets(data.page(), Banner.of(incident)),
                incident.isOpen() ? data.version() : incident.pageVersion(),
                incident.isOpen() ? edition.now() : incident.updatedAt());
        var view = new IncidentPage(site, new IncidentViews(data, edition).of(story), null);
        return themes.render(data.page().theme(), "incident.ftlh", edition.language(), view);
    }

    private void html(Rendering rendering, PageData data, Edition edition) {
        var theme = data.page().theme();
        var banner = siteAssets(data.page(), Banner.of(data, edition.now()));
        var front = new FrontPage(data, edition).view(edition.site("/", banner, data.version(), edition.now()));
        rendering.add(edition.at("/"), Document.html(themes.render(theme, "index.ftlh", edition.language(), front)));
        var lost = new NotFoundPage(edition.site("/", banner, data.version(), edition.now()));
        rendering.add(
                PageSnapshot.notFoundKey(edition.language()),
                Document.html(themes.render(theme, "not-found.ftlh", edition.language(), lost)));
        var look = look(data.page(), edition.base());
        incidents(rendering, data, edition, look);
        history(rendering, data, edition, look);
    }

    private void incidents(Rendering rendering, PageData data, Edition edition, Look look) {
        var views = new IncidentViews(data, edition);
        for (var story : data.stories()) {
            var incident = story.incident();
            boolean late =
                    incident.nextUpdateAt() != null && incident.nextUpdateAt().isBefore(edition.now());
            var inputs = new IncidentInputs(
                    look, story, views.affected(story), late, incident.isOpen() ? data.version() : 0);
            rendering.add(
                    edition.at(IncidentViews.path(story)), inputs, () -> Document.html(incident(data, edition, story)));
        }
    }

    private void history(Rendering rendering, PageData data, Edition edition, Look look) {
        var last = YearMonth.from(edition.now().atZone(edition.zone()));
        var oldest = data.stories().stream()
                .map(story -> Days.from(story.incident()))
                .min(Comparator.naturalOrder())
                .map(moment -> YearMonth.from(moment.atZone(edition.zone())))
                .orElse(last);
        for (int number = 1; number == 1 || !last.isBefore(oldest); number++) {
            history(rendering, data, edition, look, last, number, oldest);
            last = last.minusMonths(MONTHS_A_PAGE);
        }
    }

    private void history(
            Rendering rendering,
            PageData data,
            Edition edition,
            Look look,
            YearMonth last,
            int number,
            YearMonth oldest) {
        var days = new Days(data, edition);
        var first = last.minusMonths(MONTHS_A_PAGE - 1);
        var stories = days.begun(first, last);
        var views = new IncidentViews(data, edition);
        var inputs = new HistoryInputs(
                look, first, stories, stories.stream().map(views::affected).toList(), oldest.isBefore(first));
        var path = historyPath(number);
        rendering.add(edition.at(path), inputs, () -> {
            var site = edition.site(
                    path,
                    siteAssets(data.page(), "operational"),
                    stories.stream()
                            .mapToLong(story -> story.incident().pageVersion())
                            .max()
                            .orElse(0),
                    stories.stream()
                            .map(story -> story.incident().updatedAt())
                            .max(Comparator.naturalOrder())
                            .orElse(data.page().createdAt()));
            var view = new HistoryPage(
                    site,
                    days.title(first, last),
                    days.months(first, last),
                    number == 1 ? null : edition.at(historyPath(number - 1)),
                    oldest.isBefore(first) ? edition.at(historyPath(number + 1)) : null);
            return Document.html(themes.render(data.page().theme(), "history.ftlh", edition.language(), view));
        });
    }

    private static String historyPath(int number) {
        return number == 1 ? "/history" : "/history/" + number;
    }

    private void assets(Rendering rendering, PageData data, Instant now, Map<String, Made> before) {
        var theme = data.page().theme();
        for (var asset : themes.allAssets(theme)) {
            var path = ASSETS + asset.path();
            rendering.add(path, path, () -> Document.of(asset.contentType(), Caching.ASSET, asset.bytes()));
        }
        var icon = themes.asset(theme, "favicon-" + Banner.of(data, now) + ".svg");
        rendering.add("/favicon.ico", icon.path(), () -> Document.of(icon.contentType(), Caching.PAGE, icon.bytes()));
        before.entrySet().stream()
                .filter(made -> made.getKey().startsWith(ASSETS))
                .limit(MOST_ASSETS)
                .forEach(made -> rendering.keep(made.getKey(), made.getValue()));
    }

    private SiteAssets siteAssets(Page page, String state) {
        return themes.assets(page.theme(), ASSETS, state);
    }

    private Look look(Page page, String base) {
        var assets = siteAssets(page, "operational");
        return new Look(
                page.name(),
                page.timeZone(),
                page.languages(),
                page.theme(),
                page.supportUrl(),
                base,
                assets.stylesheet(),
                assets.script());
    }
}
