package herald.appearance;

import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import herald.staff.Actor;
import herald.staff.Audit;
import herald.theme.Messages;
import herald.theme.ThemeFiles;
import herald.theme.ThemeRehearsal;
import herald.theme.ThemeRenderer;
import herald.theme.upload.ThemeName;
import herald.theme.upload.ThemeRefusedException;
import herald.theme.upload.ThemeRules;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which theme a page wears, and which it wore before. */
@Singleton
public class PageThemes {

    private final ThemeVersionRepository stored;
    private final ThemeVersions versions;
    private final ThemeChangeRepository changes;
    private final ThemeGallery gallery;
    private final Pages pages;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    PageThemes(
            ThemeVersionRepository stored,
            ThemeVersions versions,
            ThemeChangeRepository changes,
            ThemeGallery gallery,
            Pages pages,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.stored = stored;
        this.versions = versions;
        this.changes = changes;
        this.gallery = gallery;
        this.pages = pages;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a page has put on lately, the newest first; empty for one that has never changed. */
    public List<ThemeChange> changes(long pageId) {
        return changes.ofPage(pageId);
    }

    /** The theme that was on before the one that is; empty when there was none, or its files are gone. */
    public Optional<String> earlier(Page page) {
        return changes.ofPage(page.id()).stream()
                .findFirst()
                .map(ThemeChange::themeBefore)
                .filter(theme -> isThere(page, theme));
    }

    /** Whether the page may put it on: a shipped theme, one on disk, or a version of its own. */
    public boolean isThere(Page page, String theme) {
        return ThemeName.parse(theme)
                .map(name -> versions.find(page.id(), theme).isPresent())
                .orElseGet(() -> gallery.has(theme));
    }

    /** What the page wears below its settings, and the settings. */
    public PageSettings settings(Page page) {
        return settings(page.theme());
    }

    private PageSettings settings(String worn) {
        return PageSettings.areIn(worn)
                ? gallery.own(worn).map(PageSettings::of).orElse(PageSettings.none(ThemeRenderer.DEFAULT))
                : PageSettings.none(worn);
    }

    /**
     * Puts {@code theme} on for all readers, with the page's settings on top of it. What is on already stays on, and nothing is written.
     *
     * @throws InvalidException when the page has no such theme
     * @throws ThemeRefusedException when it cannot draw one of the samples in one of the page's languages; nothing changes
     */
    public void wear(Page page, String theme, Actor actor) {
        if (!isThere(page, theme)) {
            throw gone(theme);
        }
        if (PageSettings.areIn(theme)) {
            putOn(page, theme, actor);
        } else {
            change(page, settings(page).on(theme), actor);
        }
    }

    /**
     * Wears the theme of {@code settings} with them on top of it; without any, the theme alone.
     *
     * @throws InvalidException when one of them cannot be written down, or the theme is not there
     * @throws ThemeRefusedException when they will not do, for instance a colour that cannot be read; nothing changes
     */
    public void change(Page page, PageSettings settings, Actor actor) {
        settings.refuseUnwritable();
        if (!isThere(page, settings.theme())) {
            throw gone(settings.theme());
        }
        if (settings.isEmpty()) {
            putOn(page, settings.theme(), actor);
            return;
        }
        var below = gallery.open(settings.theme());
        var words = below.merged("theme.properties");
        var files = settings.files(
                words.getProperty("name", settings.theme()),
                words.getProperty("bundle.page.css", "page.css"),
                icons(below));
        var findings = ThemeRules.FOR_UPLOADS.findings(files);
        if (!findings.isEmpty()) {
            throw new ThemeRefusedException(findings);
        }
        putOn(page, versions.keep(page, PageSettings.name(page), files, actor).theme(), actor);
    }

    private static Map<String, String> icons(ThemeFiles theme) {
        var icons = new TreeMap<String, String>();
        for (var state : Messages.BANNERS) {
            theme.read("assets/favicon-" + state + ".svg")
                    .ifPresent(bytes -> icons.put(state, new String(bytes, StandardCharsets.UTF_8)));
        }
        return icons;
    }

    private void putOn(Page page, String theme, Actor actor) {
        var findings = ThemeRehearsal.findings(() -> gallery.open(theme), page.languageList());
        if (!findings.isEmpty()) {
            throw new ThemeRefusedException(findings);
        }
        transactions.run(() -> {
            var before = pages.byId(page.id()).orElseThrow().theme();
            if (!before.equals(theme)) {
                write(page, before, theme, actor);
            }
        });
    }

    private void write(Page page, String before, String theme, Actor actor) {
        pages.raiseVersion(page.id());
        var now = clock.instant();
        hold(page, theme, now);
        if (PageSettings.areIn(theme)) {
            hold(page, settings(theme).theme(), now);
        }
        pages.wear(page.id(), theme);
        changes.save(new ThemeChange(null, page.id(), theme, before, now, actor.name()));
        audit.record(page.id(), actor, "page.theme", theme, "instead of " + before);
    }

    /** Nobody removes it from here on until the page is seen to wear it. */
    private void hold(Page page, String theme, Instant now) {
        ThemeName.parse(theme).ifPresent(name -> {
            if (stored.wear(page.id(), name.name(), name.number(), now) == 0) {
                throw gone(theme);
            }
        });
    }

    private static InvalidException gone(String theme) {
        return new InvalidException(List.of("There is no theme " + theme + " for this page any more."));
    }
}
