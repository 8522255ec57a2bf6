package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** A theme's files: its own, then its parent's, up to {@code default}; on disk before in the jar. */
final class ThemeFiles {
    static final String DEFAULT = "default";

    private static final String SETTINGS = "theme.properties";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    /** One place to look for a file by its path inside the theme. */
    private interface Root {
        Optional<byte[]> read(String path);
    }

    private final List<Root> roots;

    private ThemeFiles(List<Root> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The files of {@code theme}; throws when there is no such theme or its parents lead back to it. */
    static ThemeFiles of(String theme, @Nullable Path themesDir) {
        var roots = new ArrayList<Root>();
        var names = new ArrayList<String>();
        for (var name = theme; !name.isEmpty(); ) {
            var own = rootsOf(name, themesDir);
            if (names.contains(name)) {
                throw new ThemeException(theme, 0, "its parents go round in a circle: " + names, null);
            }
            names.add(name);
            roots.addAll(own);
            var settings = properties(own, SETTINGS)
                    .orElseThrow(() ->
                            new ThemeException(theme, 0, "no theme.properties in theme " + names.getLast(), null));
            name = name.equals(DEFAULT)
                    ? ""
                    : settings.getProperty("parent", DEFAULT).strip();
        }
        return new ThemeFiles(roots);
    }

    /** Files on the classpath below {@code folder}, with the default theme behind them. */
    static ThemeFiles classpath(String folder) {
        return new ThemeFiles(List.of(inJar(folder + "/"), inJar("themes/" + DEFAULT + "/")));
    }

    Optional<byte[]> read(String path) {
        return PATH.matcher(path).matches() && !path.contains("..") ? read(roots, path) : Optional.empty();
    }

    Optional<String> text(String path) {
        return read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** {@code path} as each of the line of parents has it, the farthest first. */
    List<String> layers(String path) {
        return roots.reversed().stream()
                .flatMap(root -> root.read(path).stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** All values of {@code path} along the line of parents; the theme's own win. */
    Properties merged(String path) {
        var merged = new Properties();
        for (var root : roots.reversed()) {
            properties(List.of(root), path).ifPresent(merged::putAll);
        }
        return merged;
    }

    /** What {@code theme.properties} says about {@code key}, or its parents' do. */
    Optional<String> setting(String key) {
        return Optional.ofNullable(merged(SETTINGS).getProperty(key));
    }

    private static List<Root> rootsOf(String name, @Nullable Path themesDir) {
        if (!NAME.matcher(name).matches()) {
            throw new ThemeException(name, 0, "a theme's name is of a-z, 0-9 and -", null);
        }
        var jar = inJar("themes/" + name + "/");
        return themesDir == null ? List.of(jar) : List.of(onDisk(themesDir.resolve(name)), jar);
    }

    private static Root inJar(String folder) {
        return path -> {
            try (var file = ThemeFiles.class.getClassLoader().getResourceAsStream(folder + path)) {
                return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
            } catch (IOException e) {
                throw new ThemeException(folder + path, 0, "cannot be read: " + e.getMessage(), e);
            }
        };
    }

    private static Root onDisk(Path folder) {
        return path -> {
            try {
                return Optional.of(Files.readAllBytes(folder.resolve(path)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new ThemeException(path, 0, "cannot be read: " + e.getMessage(), e);
            }
        };
    }

    private static Optional<byte[]> read(List<Root> roots, String path) {
        return roots.stream().flatMap(root -> root.read(path).stream()).findFirst();
    }

    private static Optional<Properties> properties(List<Root> roots, String path) {
        return read(roots, path).map(bytes -> {
            var properties = new Properties();
            try {
                properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            } catch (IOException | IllegalArgumentException e) {
                throw new ThemeException(path, 0, "cannot be read: " + e.getMessage(), e);
            }
            return properties;
        });
    }
}
