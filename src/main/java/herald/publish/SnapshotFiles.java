package herald.publish;

import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page's snapshots on disk: {@code objects/} holds documents by the hash of their bytes, {@code manifests/} names for each
 * version which of them it consists of. Nothing is ever changed in its place: a file is written aside, forced to the disk and
 * then given its name, so that a crash leaves either all of a version or nothing of it.
 */
final class SnapshotFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);
    private static final int GENERATIONS = 3;
    private static final String ASIDE = ".new";

    /** Newest version first: fixed width, so that names sort as numbers do. */
    private static final Comparator<Path> NEWEST_FIRST = Comparator.<Path, String>comparing(
                    path -> path.getFileName().toString())
            .reversed();

    private final Path objects;
    private final Path manifests;
    private final ExecutorService writers;
    private final Failpoint failpoint;

    /** Objects known to hold what their names say. */
    private final Set<String> sound = new HashSet<>();

    /** What the generations on disk consist of, oldest first; empty until they have been looked at. */
    private final NavigableMap<String, Set<String>> generations = new TreeMap<>();

    SnapshotFiles(Path directory, ExecutorService writers, Failpoint failpoint) {
        this.objects = directory.resolve("objects");
        this.manifests = directory.resolve("manifests");
        this.writers = writers;
        this.failpoint = failpoint;
    }

    /** Writes {@code snapshot}; returning means that it is on the disk for good. */
    void write(PageSnapshot snapshot) throws IOException {
        Files.createDirectories(objects);
        Files.createDirectories(manifests);
        var manifest = Manifest.of(snapshot);
        var file = manifests.resolve(name(snapshot));
        // Beside the objects, and named after them: forcing is what takes time, and a disk forces many at once.
        var aside = writers.submit(() -> writeAside(file, manifest.bytes()));
        try {
            writeObjects(missing(snapshot));
        } catch (IOException failure) {
            Files.deleteIfExists(await(aside));
            throw failure;
        }
        failpoint.reached(Step.SNAPSHOT_OBJECTS_WRITTEN);
        name(await(aside), file);
        forceDirectory(manifests);
        if (!generations.isEmpty()) {
            generations.put(name(snapshot), objectsOf(manifest));
        }
        failpoint.reached(Step.SNAPSHOT_MANIFEST_WRITTEN);
    }

    /** By their names; what lies there under such a name without having been seen to be whole is missing too. */
    private Map<String, Document> missing(PageSnapshot snapshot) {
        var missing = new LinkedHashMap<String, Document>();
        for (var document : snapshot.documents().values()) {
            if (!sound.contains(document.object())) {
                missing.put(document.object(), document);
            }
        }
        return missing;
    }

    /** Many at a time: a disk forces sixteen files in hardly more time than one. */
    private void writeObjects(Map<String, Document> missing) throws IOException {
        if (missing.isEmpty()) {
            return;
        }
        var writing = new ArrayList<Future<?>>();
        missing.forEach((hash, document) -> writing.add(writers.submit(() -> {
            var file = objects.resolve(hash);
            name(writeAside(file, document.stored()), file);
            return hash;
        })));
        IOException failure = null;
        for (var one : writing) {
            try {
                await(one);
            } catch (InterruptedIOException interrupted) {
                throw interrupted;
            } catch (IOException failed) {
                failure = failed;
            }
        }
        if (failure != null) {
            forget(missing.keySet());
            throw failure;
        }
        forceDirectory(objects);
        sound.addAll(missing.keySet());
    }

    /** On a full disk what no snapshot is made of would keep the space from the next one. */
    private void forget(Set<String> written) throws IOException {
        for (var object : written) {
            if (!generations.isEmpty() && !isKept(object)) {
                delete(object);
            }
        }
    }

    private boolean isKept(String object) {
        return generations.values().stream().anyMatch(kept -> kept.contains(object));
    }

    /** Keeps what the last three generations consist of. */
    void clean() throws IOException {
        if (generations.isEmpty()) {
            look();
        }
        while (generations.size() > GENERATIONS) {
            var oldest = generations.pollFirstEntry();
            Files.deleteIfExists(manifests.resolve(oldest.getKey()));
            for (var object : oldest.getValue()) {
                if (!isKept(object)) {
                    delete(object);
                }
            }
        }
    }

    /** Once: a manifest that cannot be read keeps nothing, and goes in its turn; what no manifest names goes at once. */
    private void look() throws IOException {
        var found = new TreeMap<String, Set<String>>();
        for (var manifest : list()) {
            try {
                found.put(manifest.getFileName().toString(), objectsOf(Manifest.parse(Files.readAllBytes(manifest))));
            } catch (IllegalArgumentException damaged) {
                LOG.debug("{} keeps nothing: {}", manifest, damaged.getMessage());
                found.put(manifest.getFileName().toString(), Set.of());
            }
        }
        generations.putAll(found);
        for (var name : names(objects)) {
            if (!isKept(name)) {
                delete(name);
            }
        }
    }

    private void delete(String object) throws IOException {
        Files.deleteIfExists(objects.resolve(object));
        sound.remove(object);
    }

    private static Set<String> objectsOf(Manifest manifest) {
        var names = new HashSet<String>();
        manifest.entries().forEach(entry -> names.add(entry.object()));
        return names;
    }

    /** The newest snapshot that is whole; damaged ones are named in the log and passed over. */
    Optional<PageSnapshot> newest() throws IOException {
        for (var manifest : list()) {
            try {
                return Optional.of(load(Manifest.parse(Files.readAllBytes(manifest))));
            } catch (IOException | RuntimeException damaged) {
                LOG.error(
                        "The snapshot {} is damaged ({}) and is not served; trying the one before it.",
                        manifest,
                        damaged.getMessage());
            }
        }
        return Optional.empty();
    }

    private PageSnapshot load(Manifest manifest) throws IOException {
        var documents = new LinkedHashMap<String, Document>();
        for (var entry : manifest.entries()) {
            var stored = Files.readAllBytes(objects.resolve(fileName(entry.object())));
            if (!Document.hash(stored).equals(entry.object())) {
                throw new IllegalArgumentException(
                        "the bytes of " + entry.path() + " in " + entry.object() + " have changed");
            }
            documents.put(
                    entry.path(),
                    Document.restored(entry.contentType(), entry.caching(), stored, entry.compressed(), entry.hash()));
            sound.add(entry.object());
        }
        return new PageSnapshot(
                manifest.pageCode(),
                manifest.pageId(),
                manifest.domain(),
                manifest.languages(),
                manifest.version(),
                manifest.renderedAt(),
                documents);
    }

    private static String fileName(String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + hash + "' is not a hash");
        }
        return hash;
    }

    private List<Path> list() throws IOException {
        if (!Files.isDirectory(manifests)) {
            return List.of();
        }
        try (var files = Files.list(manifests)) {
            return files.filter(file -> !file.toString().endsWith(ASIDE))
                    .sorted(NEWEST_FIRST)
                    .toList();
        }
    }

    private static Set<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(HashSet::new));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static String name(PageSnapshot snapshot) {
        return "%019d-%019d".formatted(snapshot.version(), snapshot.renderedAt().toEpochMilli());
    }

    private static <T> T await(Future<T> writing) throws IOException {
        try {
            return writing.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static Path writeAside(Path file, byte[] bytes) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ASIDE);
        try (var channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
            return aside;
        } catch (IOException failure) {
            // On a full disk the piece that did go in would keep the space from everybody else.
            Files.deleteIfExists(aside);
            throw failure;
        }
    }

    private static void name(Path aside, Path file) throws IOException {
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A new name is only safe once its directory is; Windows has no way to say this, and no need. */
    private static void forceDirectory(Path directory) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
