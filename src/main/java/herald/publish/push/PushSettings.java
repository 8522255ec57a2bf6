package herald.publish.push;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param dir a directory that a web server serves; the page that owns {@code /} lies at its root, others in directories named after
 *     their domains. Nodes may share it where locks reach across machines (NFS 4)
 */
@ConfigurationProperties("herald.publish")
record PushSettings(@Nullable String dir) {

    Optional<Path> directory() {
        return Optional.ofNullable(dir)
                .map(String::strip)
                .filter(given -> !given.isEmpty())
                .map(given -> Path.of(given).toAbsolutePath().normalize());
    }
}
