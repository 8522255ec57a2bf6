package herald.appearance;

import herald.theme.ThemeException;
import herald.theme.ThemeShelf;
import herald.theme.upload.ThemeRefusedException;
import herald.theme.upload.ThemeZip;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The uploaded themes, {@code ocean@3}, from the database; those asked for last stay in memory, as they never change. */
@Singleton
@Order(-10)
class UploadShelf implements ThemeShelf {

    /** Unpacked, in bytes: some eight of the largest, hundreds of the usual. */
    private static final long MOST_KEPT = 8L * ThemeZip.LARGEST_UNPACKED;

    private final ThemeContentRepository contents;
    private final Map<String, Map<String, byte[]>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytesKept;

    UploadShelf(ThemeContentRepository contents) {
        this.contents = contents;
    }

    @Override
    public Optional<Map<String, byte[]>> files(String name) {
        int at = name.indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        var known = known(name);
        return known.isPresent() ? known : read(name, name.substring(0, at), Integer.parseInt(name.substring(at + 1)));
    }

    private Optional<Map<String, byte[]>> read(String theme, String name, int number) {
        return contents.find(name, number).map(found -> {
            try {
                var files = Map.copyOf(ThemeZip.stored(found.content()));
                keep(theme, files);
                return files;
            } catch (ThemeRefusedException broken) {
                throw new ThemeException(theme, 0, "its stored files cannot be read: " + broken.getMessage(), broken);
            }
        });
    }

    private synchronized Optional<Map<String, byte[]>> known(String theme) {
        return Optional.ofNullable(kept.get(theme));
    }

    private synchronized void keep(String theme, Map<String, byte[]> files) {
        if (kept.put(theme, files) == null) {
            bytesKept += size(files);
        }
        for (var eldest = kept.entrySet().iterator(); bytesKept > MOST_KEPT && eldest.hasNext(); ) {
            bytesKept -= size(eldest.next().getValue());
            eldest.remove();
        }
    }

    private static long size(Map<String, byte[]> files) {
        return files.values().stream().mapToLong(bytes -> bytes.length).sum();
    }
}
