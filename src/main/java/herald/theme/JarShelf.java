package herald.theme;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The themes that came with Herald, read once. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class JarShelf implements ThemeShelf {

    private static final String THEMES = "themes/";

    private final Map<String, Optional<Map<String, byte[]>>> read = new ConcurrentHashMap<>();

    @Override
    public Optional<Map<String, byte[]>> files(String name) {
        return read.computeIfAbsent(name, theme -> folder(THEMES + theme + "/", ThemeFiles.SETTINGS));
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    /**
     * All that lies on the class path below {@code folder}, by the path below it.
     *
     * @param proof a file that is surely there when the folder is
     */
    static Optional<Map<String, byte[]>> folder(String folder, String proof) {
        var found = JarShelf.class.getClassLoader().getResource(folder + proof);
        try {
            return found == null ? Optional.empty() : Optional.of(below(found, folder, proof));
        } catch (IOException | UncheckedIOException | URISyntaxException e) {
            throw new ThemeException(folder, 0, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> below(URL found, String folder, String proof)
            throws IOException, URISyntaxException {
        if (found.openConnection() instanceof JarURLConnection jar) {
            return inJar(jar, folder);
        }
        var whole = found.toURI().toString();
        return DiskShelf.read(Path.of(new URI(whole.substring(0, whole.length() - proof.length()))));
    }

    private static Map<String, byte[]> inJar(JarURLConnection connection, String folder) throws IOException {
        // A copy of its own: the class loader's must stay open.
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
                    .collect(Collectors.toMap(entry -> entry.getName().substring(folder.length()), entry -> {
                        try (var bytes = jar.getInputStream(entry)) {
                            return bytes.readAllBytes();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
        }
    }
}
