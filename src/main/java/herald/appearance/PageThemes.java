package herald.appearance;

import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import herald.staff.Actor;
import herald.staff.Audit;
import herald.theme.ThemeRehearsal;
import herald.theme.upload.ThemeName;
import herald.theme.upload.ThemeRefusedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Which theme a page wears, and which it wore before. */
@Singleton
public class PageThemes {

    private final ThemeVersionRepository versions;
    private final ThemeChangeRepository changes;
    private final ThemeGallery gallery;
    private final Pages pages;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    PageThemes(
            ThemeVersionRepository versions,
            ThemeChangeRepository changes,
            ThemeGallery gallery,
            Pages pages,
            Audit audit,
            Transactions transactions,
            Clock clock) {
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
                .map(name ->
                        versions.find(page.id(), name.name(), name.number()).isPresent())
                .orElseGet(() -> gallery.has(theme));
    }

    /**
     * Puts {@code theme} on for all readers. What is on already stays on, and nothing is written.
     *
     * @throws InvalidException when the page has no such theme
     * @throws ThemeRefusedException when it cannot draw one of the samples in one of the page's languages; nothing changes
     */
    public void wear(Page page, String theme, Actor actor) {
        if (!isThere(page, theme)) {
            throw gone(theme);
        }
        var findings = ThemeRehearsal.findings(() -> gallery.open(theme), page.languageList());
        if (!findings.isEmpty()) {
            throw new ThemeRefusedException(findings);
        }
        transactions.run(() -> {
            var before = pages.byId(page.id()).orElseThrow().theme();
            if (!before.equals(theme)) {
                change(page, before, theme, actor);
            }
        });
    }

    private void change(Page page, String before, String theme, Actor actor) {
        pages.raiseVersion(page.id());
        var now = clock.instant();
        ThemeName.parse(theme).ifPresent(name -> {
            if (versions.wear(page.id(), name.name(), name.number(), now) == 0) {
                throw gone(theme);
            }
        });
        pages.wear(page.id(), theme);
        changes.save(new ThemeChange(null, page.id(), theme, before, now, actor.name()));
        audit.record(page.id(), actor, "page.theme", theme, "instead of " + before);
    }

    private static InvalidException gone(String theme) {
        return new InvalidException(List.of("There is no theme " + theme + " for this page any more."));
    }
}
