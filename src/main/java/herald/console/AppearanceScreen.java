package herald.console;

import herald.appearance.PageSettings;
import herald.appearance.PageThemes;
import herald.appearance.ThemeChange;
import herald.appearance.ThemeGallery;
import herald.appearance.ThemeVersion;
import herald.appearance.ThemeVersions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.staff.Session;
import herald.theme.Finding;
import herald.theme.ThemeException;
import herald.theme.upload.ThemeRefusedException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the page looks like: which theme it wears, what else there is, and themes of one's own. */
@Controller("/console/appearance")
@ExecuteOn(TaskExecutors.BLOCKING)
class AppearanceScreen extends ConsoleScreen {

    /** How people call what the samples show. */
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("operational", "All is well"),
            Map.entry("incident", "An incident is open"),
            Map.entry("major", "Major outage, the next update overdue"),
            Map.entry("maintenance", "Maintenance under way"),
            Map.entry("long", "Very long names"),
            Map.entry("thirty", "Thirty components"),
            Map.entry("vast", "Hundreds of components"),
            Map.entry("empty", "A new page, still empty"),
            Map.entry("incident-open", "One incident, open"),
            Map.entry("incident-resolved", "One incident, resolved"),
            Map.entry("history", "The history"),
            Map.entry("uptime", "Uptime"),
            Map.entry("calendar", "A component's calendar"),
            Map.entry("calendar-new", "A new component's calendar"),
            Map.entry("subscribe", "Subscribe"),
            Map.entry("not-found", "Nothing here (404)"));

    private final ThemeGallery gallery;
    private final ThemeVersions versions;
    private final PageThemes themes;
    private final ThemeFrame frame;
    private final Clock clock;

    AppearanceScreen(
            Screens screens,
            ThemeGallery gallery,
            ThemeVersions versions,
            PageThemes themes,
            ThemeFrame frame,
            Clock clock) {
        super(screens);
        this.gallery = gallery;
        this.versions = versions;
        this.themes = themes;
        this.frame = frame;
        this.clock = clock;
    }

    /**
     * What the page wears.
     *
     * @param missing whether it cannot be found any more
     * @param since null when it has never been changed
     */
    public record Worn(
            String theme,
            String title,
            boolean missing,
            @Nullable When since,
            String by) {}

    /** @param wornAt when it was last put on; null when it never was */
    public record VersionRow(
            String theme,
            String title,
            When uploaded,
            String by,
            String size,
            @Nullable When wornAt,
            boolean worn) {}

    /** A sample and how people call it. */
    public record SampleRow(String name, String title) {}

    @Get
    HttpResponse<?> show(HttpRequest<?> request, Session session) {
        return show(request, screens.page(request, Form.EMPTY), HttpStatus.OK, "", List.of(), List.of(), Form.EMPTY);
    }

    @Post("/themes")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> upload(HttpRequest<?> request, Session session, Form form) {
        var page = screens.page(request, form);
        var zip = form.files().get("zip");
        if (zip == null || zip.bytes().length == 0) {
            var problems = List.of(new Problem("zip", "Choose a .zip file first."));
            return refused(request, page, "", List.of(), problems, Form.EMPTY);
        }
        return attempt(
                request, page, "«" + zip.fileName() + "» was not taken. The page stays as it is.", Form.EMPTY, () -> {
                    var version = versions.upload(page, zip.bytes(), zip.fileName(), session.actor());
                    return "/console/appearance/themes/" + version.theme() + "?done=added&page=" + page.code();
                });
    }

    /** Puts a theme on; going back is putting the earlier one on again. */
    @Post("/theme")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> wear(HttpRequest<?> request, Session session, Form form) {
        var page = screens.page(request, form);
        var theme = form.text("theme");
        return attempt(request, page, theme + " cannot draw this page. The page stays as it is.", Form.EMPTY, () -> {
            themes.wear(page, theme, session.actor());
            return worn(page);
        });
    }

    /** Colour, logo and rules on top of the theme; empty fields are the theme's own. */
    @Post("/settings")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> settings(HttpRequest<?> request, Session session, Form form) {
        var page = screens.page(request, form);
        var before = themes.settings(page);
        var logo = form.files().get("logo");
        boolean isNew = logo != null && logo.bytes().length > 0;
        boolean keeps = !isNew && !form.has("no_logo");
        var settings = new PageSettings(
                before.theme(),
                form.text("accent").strip(),
                form.text("css").strip(),
                texts(form, page, "header_"),
                texts(form, page, "footer_"),
                isNew ? "logo" + ending(logo.fileName()) : keeps ? before.logoFile() : null,
                isNew ? logo.bytes() : keeps ? before.logo() : new byte[0],
                icon(form, before));
        return attempt(request, page, "These settings were not taken. The page stays as it is.", form, () -> {
            themes.change(page, settings, session.actor());
            return worn(page);
        });
    }

    private static String worn(Page page) {
        return "/console/appearance?done=worn&page=" + page.code();
    }

    /**
     * Goes where {@code change} says, or shows why nothing has changed.
     *
     * @param refusal above the findings
     * @param typed what stays in the fields then
     */
    private HttpResponse<?> attempt(
            HttpRequest<?> request, Page page, String refusal, Form typed, Supplier<String> change) {
        try {
            return Screens.next(change.get());
        } catch (ThemeRefusedException refused) {
            return refused(request, page, refusal, refused.findings(), List.of(), typed);
        } catch (InvalidException invalid) {
            return refused(request, page, "", List.of(), Problem.of(invalid.problems()), typed);
        }
    }

    private HttpResponse<?> refused(
            HttpRequest<?> request,
            Page page,
            String refusal,
            List<Finding> findings,
            List<Problem> problems,
            Form typed) {
        return show(request, page, HttpStatus.UNPROCESSABLE_ENTITY, refusal, findings, problems, typed);
    }

    private static byte[] icon(Form form, PageSettings before) {
        var icon = form.files().get("icon");
        boolean isNew = icon != null && icon.bytes().length > 0;
        return isNew ? icon.bytes() : form.has("no_icon") ? new byte[0] : before.icon();
    }

    private static Map<String, String> texts(Form form, Page page, String field) {
        var texts = new TreeMap<String, String>();
        for (var language : page.languageList()) {
            var text = form.text(field + language).strip();
            if (!text.isEmpty()) {
                texts.put(language, text);
            }
        }
        return texts;
    }

    private static String ending(String fileName) {
        return fileName.substring(Math.max(0, fileName.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
    }

    @Post("/themes/{theme}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> remove(HttpRequest<?> request, Session session, Form form, String theme) {
        var page = screens.page(request, form);
        versions.remove(page, theme, session.actor());
        return Screens.next("/console/appearance?done=theme-removed&page=" + page.code());
    }

    @Get("/themes/{theme}")
    HttpResponse<?> preview(
            HttpRequest<?> request, Session session, String theme, @QueryValue(defaultValue = "") String language) {
        var page = screens.page(request, Form.EMPTY);
        refuseMissing(page, theme);
        var chosen = language(page, language);
        var model = new HashMap<String, Object>();
        model.put("theme", theme);
        model.put("title", title(page, theme));
        model.put("worn", page.theme().equals(theme));
        model.put("language", chosen);
        model.put("languages", ComposerForm.languages(page));
        try {
            model.put(
                    "samples",
                    frame.samples(theme, chosen).stream()
                            .map(name -> new SampleRow(name, SAMPLES.getOrDefault(name, name)))
                            .toList());
            model.put("broken", "");
        } catch (ThemeException broken) {
            model.put("samples", List.of());
            model.put("broken", broken.getMessage());
        }
        return screens.show(request, page, "theme.ftlh", model);
    }

    /** One sample as the theme draws it, for a frame. */
    @Get("/themes/{theme}/samples/{sample}")
    HttpResponse<?> sample(
            HttpRequest<?> request,
            Session session,
            String theme,
            String sample,
            @QueryValue(defaultValue = "") String language) {
        var page = screens.page(request, Form.EMPTY);
        refuseMissing(page, theme);
        return frame.show(theme, sample, language(page, language))
                .orElseThrow(() -> new InvalidException(List.of("There is no sample " + sample + ".")));
    }

    private void refuseMissing(Page page, String theme) {
        if (!themes.isThere(page, theme)) {
            throw new InvalidException(List.of("There is no theme " + theme + " for this page."));
        }
    }

    private static String language(Page page, String asked) {
        return page.languageList().contains(asked) ? asked : page.firstLanguage();
    }

    /** @param typed the settings as they were sent; empty for those that are in force */
    private HttpResponse<?> show(
            HttpRequest<?> request,
            Page page,
            HttpStatus status,
            String refusal,
            List<Finding> findings,
            List<Problem> problems,
            Form typed) {
        var settings = themes.settings(page);
        var changes = themes.changes(page.id());
        var earlier = themes.earlier(page);
        var model = new HashMap<String, Object>();
        model.put("worn", worn(page, changes));
        earlier.ifPresent(theme -> {
            model.put("earlier", theme);
            model.put("earlierTitle", title(page, theme));
        });
        model.put("accent", typed.has("accent") ? typed.text("accent") : settings.accent());
        model.put("css", typed.has("css") ? typed.text("css") : settings.css());
        model.put("headers", typed.has("css") ? texts(typed, page, "header_") : settings.headers());
        model.put("footers", typed.has("css") ? texts(typed, page, "footer_") : settings.footers());
        model.put("languages", ComposerForm.languages(page));
        model.put("hasIcon", settings.icon().length > 0);
        model.put("hasLogo", settings.logoFile() != null);
        model.put("below", settings.theme());
        model.put("gallery", gallery.entries());
        model.put(
                "versions",
                versions.ofPage(page.id()).stream()
                        .map(version -> row(page, settings.theme(), version))
                        .toList());
        model.put("refusal", refusal);
        model.put("findings", findings);
        model.put("problems", problems);
        model.put("language", page.firstLanguage());
        return screens.show(request, page, status, "appearance.ftlh", model);
    }

    private Worn worn(Page page, List<ThemeChange> changes) {
        var last = changes.stream().findFirst();
        return new Worn(
                page.theme(),
                title(page, page.theme()),
                !themes.isThere(page, page.theme()),
                last.map(change -> When.there(change.changedAt(), clock.instant(), page.zone()))
                        .orElse(null),
                last.map(ThemeChange::changedBy).orElse(""));
    }

    private VersionRow row(Page page, String below, ThemeVersion version) {
        var now = clock.instant();
        return new VersionRow(
                version.theme(),
                version.title(),
                When.there(version.uploadedAt(), now, page.zone()),
                version.uploadedBy(),
                String.format(Locale.ROOT, "%.1f kB", version.size() / 1024.0),
                When.of(version.wornAt(), now, page.zone()),
                page.theme().equals(version.theme()) || below.equals(version.theme()));
    }

    /** As the theme calls itself, else its name. */
    private String title(Page page, String theme) {
        return versions.find(page.id(), theme)
                .map(ThemeVersion::title)
                .or(() -> gallery.entries().stream()
                        .filter(entry -> entry.name().equals(theme))
                        .map(ThemeGallery.Entry::title)
                        .findFirst())
                .orElse(theme);
    }
}
