package herald.theme;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A theme's files as they are at one moment: its own, behind them its parents', up to {@code default}. */
public final class ThemeFiles {
    /** The theme that is always there. */
    public static final String DEFAULT = "default";

    static final String SETTINGS = "theme.properties";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}(@[1-9][0-9]{0,8})?");

    /** @param ours whether it came with Herald */
    private record Folder(Map<String, byte[]> files, boolean ours) {}

    private final List<Folder> folders;
    private final String hash;

    private ThemeFiles(List<Folder> folders) {
        this.folders = List.copyOf(folders);
        this.hash = hash(this);
    }

    /** Whether {@code name} can be a theme's: of a–z, 0–9 and -; with {@code @3} behind it, its third version. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The files of {@code theme}.
     *
     * @param shelves the first one's files win
     * @throws ThemeException when there is no such theme, or its parents lead back to it
     */
    public static ThemeFiles of(String theme, List<ThemeShelf> shelves) {
        return following(theme, new ArrayList<>(), new ArrayList<>(), shelves);
    }

    /** Files that lie on no shelf, as those of theme {@code name}. */
    public static ThemeFiles of(String name, Map<String, byte[]> own, List<ThemeShelf> shelves) {
        var folder = new Folder(Map.copyOf(own), false);
        var folders = new ArrayList<>(List.of(folder));
        return following(parent(folders), folders, new ArrayList<>(List.of(name)), shelves);
    }

    /** Files on the class path below {@code folder}, with the default theme behind them; {@code proof} is one of them. */
    static ThemeFiles classpath(String folder, String proof) {
        var own = JarShelf.folder(folder + "/", proof).orElseThrow();
        return of(folder, own, List.of(new JarShelf()));
    }

    private static ThemeFiles following(
            String theme, List<Folder> folders, List<String> names, List<ThemeShelf> shelves) {
        for (var name = theme; !name.isEmpty(); ) {
            if (names.contains(name)) {
                throw new ThemeException(names.getFirst(), 0, "its parents go round in a circle: " + names, null);
            }
            names.add(name);
            var own = folders(name, shelves);
            folders.addAll(own);
            name = name.equals(DEFAULT) ? "" : parent(own);
        }
        return new ThemeFiles(folders);
    }

    private static String parent(List<Folder> folders) {
        return merged(folders, SETTINGS).getProperty("parent", DEFAULT).strip();
    }

    private static List<Folder> folders(String name, List<ThemeShelf> shelves) {
        if (!isName(name)) {
            throw new ThemeException(name, 0, "a theme's name is of a-z, 0-9 and -", null);
        }
        var found = new ArrayList<Folder>();
        for (var shelf : shelves) {
            shelf.files(name).ifPresent(files -> found.add(new Folder(files, shelf.isOurs())));
        }
        if (found.isEmpty()) {
            throw new ThemeException(name, 0, "there is no theme of this name", null);
        }
        if (found.stream().noneMatch(folder -> folder.files().containsKey(SETTINGS))) {
            throw new ThemeException(name, 0, "it has no theme.properties", null);
        }
        return found;
    }

    /** Empty when neither the theme nor a parent has such a file; a path that leads elsewhere is none. */
    public Optional<byte[]> read(String path) {
        return folders.stream()
                .map(folder -> folder.files().get(path))
                .filter(Objects::nonNull)
                .findFirst();
    }

    Optional<String> text(String path) {
        return read(path).map(ThemeFiles::decoded);
    }

    /** Every file that {@link #read} would find. */
    public SortedSet<String> paths() {
        var paths = new TreeSet<String>();
        folders.forEach(folder -> paths.addAll(folder.files().keySet()));
        return paths;
    }

    /** Names these very bytes: another theme, or this one after a change, has another. */
    public String hash() {
        return hash;
    }

    /** Whether all of it came with Herald. */
    boolean isOurs() {
        return folders.stream().allMatch(Folder::ours);
    }

    /** {@code path} as each of the line of parents has it, the farthest first. */
    List<String> layers(String path) {
        return folders.reversed().stream()
                .map(folder -> folder.files().get(path))
                .filter(Objects::nonNull)
                .map(ThemeFiles::decoded)
                .toList();
    }

    /** All values of {@code path} along the line of parents; the theme's own win. */
    public Properties merged(String path) {
        return merged(folders, path);
    }

    /** What {@code theme.properties} says about {@code key}, or its parents' do. */
    Optional<String> setting(String key) {
        return Optional.ofNullable(merged(SETTINGS).getProperty(key));
    }

    private static Properties merged(List<Folder> folders, String path) {
        var merged = new Properties();
        for (var folder : folders.reversed()) {
            var bytes = folder.files().get(path);
            if (bytes != null) {
                merged.putAll(properties(path, bytes));
            }
        }
        return merged;
    }

    private static Properties properties(String path, byte[] bytes) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(decoded(bytes)));
        } catch (IOException | IllegalArgumentException e) {
            throw new ThemeException(path, 0, "cannot be read: " + e.getMessage(), e);
        }
        return properties;
    }

    private static String decoded(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String hash(ThemeFiles files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var folder : files.folders) {
                for (var path : new TreeSet<>(folder.files().keySet())) {
                    var bytes = folder.files().get(path);
                    digest.update((path + ' ' + bytes.length + '\n').getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
