package herald.appearance;

import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.staff.Actor;
import herald.staff.Audit;
import herald.theme.Finding;
import herald.theme.ThemeRehearsal;
import herald.theme.ThemeRenderer;
import herald.theme.upload.ThemeName;
import herald.theme.upload.ThemeRefusedException;
import herald.theme.upload.ThemeZip;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The uploaded themes of the pages, version by version. */
@Singleton
public class ThemeVersions {

    /** Kept of a page; 200 MB of the largest. */
    private static final int MOST = 50;

    private static final int TRIES = 5;
    private static final String PARENT = "parent";

    private final ThemeVersionRepository versions;
    private final ThemeRenderer renderer;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    ThemeVersions(
            ThemeVersionRepository versions,
            ThemeRenderer renderer,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.versions = versions;
        this.renderer = renderer;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A page's versions whose files are still there, the newest first. */
    public List<ThemeVersion> ofPage(long pageId) {
        return versions.ofPage(pageId);
    }

    /** Empty when the page has no such version, or its files were removed. */
    public Optional<ThemeVersion> find(long pageId, String theme) {
        return ThemeName.parse(theme).flatMap(name -> versions.find(pageId, name.name(), name.number()));
    }

    /**
     * Keeps a theme as the next version of its name. The page goes on wearing what it wears. The same files again are the version they
     * already are.
     *
     * @param fileName as the designer calls the zip; gives the theme a name where it has none itself
     * @throws ThemeRefusedException with all that is wrong, when nothing is kept
     * @throws InvalidException when the page has as many versions as it may
     */
    public ThemeVersion upload(Page page, byte[] zip, String fileName, Actor actor) {
        var files = ThemeZip.read(zip);
        if (ThemeName.setting(files, PARENT).contains("@")) {
            throw new ThemeRefusedException(List.of(Finding.in(
                    "theme.properties",
                    "its parent is one version of an uploaded theme.",
                    "Inherit from a theme that came with Herald or lies on the server, and bring the rest along.")));
        }
        return keep(page, ThemeName.of(files, fileName), files, actor);
    }

    /**
     * Keeps files that are a theme as the next version of {@code name}.
     *
     * @throws ThemeRefusedException with all that is wrong, when nothing is kept
     */
    ThemeVersion keep(Page page, String name, Map<String, byte[]> files, Actor actor) {
        check(name, files, page.languageList());
        var content = ThemeZip.write(files);
        var hash = sha256(content);
        DataAccessException raced = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return transactions.write(() -> versions.same(page.id(), name, hash)
                        .orElseGet(() -> save(page, name, files, hash, content, actor)));
            } catch (DataAccessException failure) {
                if (!isTaken(failure)) {
                    throw failure;
                }
                raced = failure;
            }
        }
        throw raced;
    }

    /**
     * Removes a version's files; that it was there stays on record, and its number is not given again.
     *
     * @throws InvalidException while a page wears it
     */
    public void remove(Page page, String theme, Actor actor) {
        transactions.run(() -> {
            var version = find(page.id(), theme)
                    .orElseThrow(() -> new InvalidException(List.of(theme + " is not there any more.")));
            versions.hold(version.id());
            if (versions.wearers(theme) > 0) {
                throw new InvalidException(List.of(
                        theme + " is what a page wears. Put another theme live first, then it can be removed."));
            }
            versions.empty(version.id());
            audit.record(page.id(), actor, "theme.delete", theme, version.title());
        });
    }

    private void check(String name, Map<String, byte[]> files, List<String> languages) {
        // As a version it would be: a theme may be called as its parent is.
        var findings = ThemeRehearsal.findings(() -> renderer.files(name + "@1", files), languages);
        if (!findings.isEmpty()) {
            throw new ThemeRefusedException(findings);
        }
    }

    private ThemeVersion save(
            Page page, String name, Map<String, byte[]> files, String hash, byte[] content, Actor actor) {
        if (versions.count(page.id()) >= MOST) {
            throw new InvalidException(List.of("This page keeps " + MOST
                    + " versions already, which is the most. Remove some that it does not wear, then upload again."));
        }
        var title = ThemeName.title(files, name);
        var parent = ThemeName.setting(files, PARENT);
        var version = versions.save(new ThemeVersion(
                null,
                page.id(),
                name,
                versions.newestNumber(name) + 1,
                title,
                parent.isEmpty() ? ThemeRenderer.DEFAULT : parent,
                clock.instant(),
                actor.name(),
                hash,
                content.length,
                null));
        versions.fill(version.id(), content);
        audit.record(page.id(), actor, "theme.upload", version.theme(), title + ", " + content.length + " bytes");
        return version;
    }

    /** Somebody else has just been given the same number. */
    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLIntegrityConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
