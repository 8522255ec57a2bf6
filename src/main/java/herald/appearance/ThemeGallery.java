package herald.appearance;

import herald.theme.ThemeException;
import herald.theme.ThemeFiles;
import herald.theme.ThemeSettings;
import herald.theme.ThemeShelf;
import herald.theme.upload.ThemeName;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The themes that every page may wear: those that came with Herald, and those in {@code HERALD_THEMES_DIR}. */
@Singleton
public class ThemeGallery {

    /** In the order in which they are shown. */
    static final List<String> SHIPPED = List.of("default", "banner", "ledger", "paper");

    /** Shown of a directory; more are worn by name only. */
    private static final int MOST_ON_DISK = 100;

    private final @Nullable Path themesDir;
    private final List<ThemeShelf> shelves;

    ThemeGallery(ThemeSettings settings, List<ThemeShelf> shelves) {
        this.themesDir = settings.themesDir();
        this.shelves = shelves;
    }

    /**
     * One theme to choose.
     *
     * @param title as it calls itself, else its name
     * @param about in a sentence, as it describes itself; empty when it does not
     * @param shipped whether it came with Herald
     */
    public record Entry(String name, String title, String about, boolean shipped) {}

    /** The shipped ones first; on disk, one of the same name takes a shipped one's place. */
    public List<Entry> entries() {
        return Stream.concat(SHIPPED.stream(), onDisk().stream().filter(name -> !SHIPPED.contains(name)))
                .flatMap(name -> entry(name).stream())
                .toList();
    }

    /**
     * The files of any theme, an uploaded version too, with its parents' behind them.
     *
     * @throws ThemeException when there is none of that name
     */
    public ThemeFiles open(String theme) {
        return ThemeFiles.of(theme, shelves);
    }

    /** The theme's own files, without its parents'; empty when there is none of that name. */
    Optional<Map<String, byte[]>> own(String theme) {
        return Optional.of(files(theme)).filter(files -> !files.isEmpty());
    }

    boolean has(String name) {
        return ThemeName.isPlain(name) && !files(name).isEmpty();
    }

    private List<Entry> entry(String name) {
        var files = files(name);
        var title = ThemeName.setting(files, "name");
        return files.isEmpty()
                ? List.of()
                : List.of(new Entry(
                        name,
                        title.isEmpty() ? name : title,
                        ThemeName.setting(files, "description"),
                        SHIPPED.contains(name)));
    }

    /** Those of the first shelf that has it; empty when none has, or it cannot be read. */
    private Map<String, byte[]> files(String name) {
        try {
            return shelves.stream()
                    .flatMap(shelf -> shelf.files(name).stream())
                    .findFirst()
                    .orElse(Map.of());
        } catch (ThemeException unreadable) {
            return Map.of();
        }
    }

    private Collection<String> onDisk() {
        var names = new TreeSet<String>();
        if (themesDir == null || !Files.isDirectory(themesDir)) {
            return names;
        }
        try (var folders = Files.list(themesDir)) {
            folders.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> ThemeName.isPlain(name))
                    .limit(MOST_ON_DISK)
                    .forEach(names::add);
        } catch (IOException | UncheckedIOException unreadable) {
            return names;
        }
        return names;
    }
}
