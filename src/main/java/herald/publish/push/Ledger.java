package herald.publish.push;

import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What Herald has written to a target: {@code .herald/files}, compressed, because a large page has tens of thousands. */
final class Ledger {

    private static final String FORMAT = "herald-files-1";
    private static final String THERE = "-";

    /** @param goneAt since when no snapshot holds it any more; null while one does */
    private record Entry(String print, @Nullable Instant goneAt) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final boolean complete;

    /** @param complete whether it holds all that Herald has written; not when the one there was cannot be read */
    Ledger(boolean complete) {
        this.complete = complete;
    }

    boolean isComplete() {
        return complete;
    }

    Set<String> paths() {
        return Set.copyOf(entries.keySet());
    }

    boolean holds(String path, String print) {
        var entry = entries.get(path);
        return entry != null && entry.print().equals(print);
    }

    boolean knows(String path) {
        return entries.containsKey(path);
    }

    void written(String path, String print) {
        entries.put(path, new Entry(print, null));
    }

    /** Answers since when it is gone, which is {@code now} the first time. */
    Instant gone(String path, Instant now) {
        return entries.compute(path, (p, entry) -> {
                    var print = entry == null ? THERE : entry.print();
                    return entry == null || entry.goneAt() == null ? new Entry(print, now) : entry;
                })
                .goneAt();
    }

    /** It is in the snapshot after all. */
    void stays(String path) {
        entries.computeIfPresent(path, (p, entry) -> entry.goneAt() == null ? entry : new Entry(entry.print(), null));
    }

    void deleted(String path) {
        entries.remove(path);
    }

    byte[] bytes() {
        var text = new StringBuilder(FORMAT).append('\n');
        entries.forEach((path, entry) -> text.append(entry.print())
                .append(' ')
                .append(entry.goneAt() == null ? THERE : entry.goneAt())
                .append(' ')
                .append(URLEncoder.encode(path, StandardCharsets.UTF_8))
                .append('\n'));
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Empty when it is torn or altered, which gzip's own checksum tells. */
    static Optional<Ledger> parse(byte[] bytes) {
        var ledger = new Ledger(true);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var lines = new String(gzip.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            if (!lines[0].equals(FORMAT)) {
                return Optional.empty();
            }
            for (int i = 1; i < lines.length; i++) {
                var words = lines[i].split(" ");
                ledger.entries.put(
                        URLDecoder.decode(words[2], StandardCharsets.UTF_8),
                        new Entry(words[0], words[1].equals(THERE) ? null : Instant.parse(words[1])));
            }
            return Optional.of(ledger);
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }
}
