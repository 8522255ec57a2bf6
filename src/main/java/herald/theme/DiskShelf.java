package herald.theme;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code HERALD_THEMES_DIR}: a directory with one directory per theme. Files there may change at any time. */
@Singleton
@Order(0)
final class DiskShelf implements ThemeShelf {

    private static final int MOST_FILES = 1_000;
    private static final long MOST_BYTES = 20_000_000;

    private final @Nullable Path themesDir;

    DiskShelf(ThemeSettings settings) {
        this.themesDir = settings.themesDir();
    }

    @Override
    public Optional<Map<String, byte[]>> files(String name) {
        if (themesDir == null || !Files.isDirectory(themesDir.resolve(name))) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(themesDir.resolve(name)));
        } catch (IOException | UncheckedIOException e) {
            throw new ThemeException(name, 0, "cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean mayChange() {
        return themesDir != null;
    }

    /** Plain files below {@code folder}; those that are hidden and those that lead out of it are no part of a theme. */
    static Map<String, byte[]> read(Path folder) throws IOException {
        var files = new HashMap<String, byte[]>();
        var root = folder.toRealPath();
        long bytes = 0;
        try (var all = Files.walk(root)) {
            for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                var path = root.relativize(file).toString().replace('\\', '/');
                if (path.startsWith(".")
                        || path.contains("/.")
                        || !file.toRealPath().startsWith(root)) {
                    continue;
                }
                bytes += Files.size(file);
                if (files.size() == MOST_FILES || bytes > MOST_BYTES) {
                    throw new ThemeException(
                            String.valueOf(folder.getFileName()),
                            0,
                            "it has more than %,d files or %,d bytes".formatted(MOST_FILES, MOST_BYTES),
                            null);
                }
                files.put(path, Files.readAllBytes(file));
            }
        }
        return files;
    }
}
