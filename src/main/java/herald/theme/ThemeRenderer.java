package herald.theme;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds themes, and draws the console. Rendering costs what a template costs: never on the path of a public request, never inside a
 * transaction. All methods throw {@link ThemeException} when a theme fails.
 */
@Singleton
public class ThemeRenderer {

    /** The theme that is always there. */
    public static final String DEFAULT = ThemeFiles.DEFAULT;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** More than any pages wear at a time; those that were only looked at are forgotten then. */
    private static final int MOST_KEPT = 40;

    private record Loaded(Theme theme, long at) {}

    private final List<ThemeShelf> shelves;
    private final boolean mayChange;
    private final Map<String, Loaded> themes = new ConcurrentHashMap<>();
    private final Theme standIn = Theme.of(ThemeFiles.of(DEFAULT, List.of(new JarShelf())));
    private final ConsoleTheme console = new ConsoleTheme(ThemeFiles.classpath("console", "layout.ftlh"));

    /** Themes on disk and those that came with Herald. */
    public ThemeRenderer(ThemeSettings settings) {
        this(List.of(new DiskShelf(settings), new JarShelf()));
    }

    /** @param shelves the first one's files win */
    @Inject
    public ThemeRenderer(List<ThemeShelf> shelves) {
        this.shelves = List.copyOf(shelves);
        this.mayChange = shelves.stream().anyMatch(ThemeShelf::mayChange);
    }

    /** The theme called {@code name} as it is now; the same one until a file of it, or of a parent, changes. */
    public Theme theme(String name) {
        if (themes.size() > MOST_KEPT) {
            themes.clear();
        }
        return themes.compute(name, (_, loaded) -> {
                    var now = System.nanoTime();
                    var fresh = loaded != null && (!mayChange || now - loaded.at() < LOOK_AGAIN.toNanos());
                    return fresh ? loaded : new Loaded(read(name, loaded), now);
                })
                .theme();
    }

    /** The default theme as it came with Herald, whatever lies on other shelves: for news that a broken theme would hold back. */
    public Theme standIn() {
        return standIn;
    }

    private Theme read(String name, @Nullable Loaded before) {
        var files = ThemeFiles.of(name, shelves);
        return before != null && before.theme().hash().equals(files.hash()) ? before.theme() : Theme.of(files);
    }

    /** Those of {@code languages} that the theme has no words in. */
    public List<String> unspoken(String theme, List<String> languages) {
        var spoken = languages(theme);
        return languages.stream().filter(language -> !spoken.contains(language)).toList();
    }

    /** See {@link Theme#languages}; those of the default theme where this one cannot be read. */
    public List<String> languages(String theme) {
        try {
            return theme(theme).languages();
        } catch (ThemeException unreadable) {
            return theme(DEFAULT).languages();
        }
    }

    /** The files a theme of these own files would have, its parents' behind them; on no shelf yet. */
    public ThemeFiles files(String name, Map<String, byte[]> own) {
        return ThemeFiles.of(name, own, shelves);
    }

    /**
     * A screen of the staff console from {@code classpath:/console/}; it may import the default theme's macros.
     *
     * @param model a map, whose entries become variables, or anything else, which becomes {@code view}; null values are left out
     */
    public String renderConsole(String template, Object model) {
        return console.render(template, model);
    }

    /** A file the console serves, {@code classpath:/console/assets/NAME}, or the default theme's of that name. */
    public Asset consoleAsset(String name) {
        return console.asset(name);
    }
}
