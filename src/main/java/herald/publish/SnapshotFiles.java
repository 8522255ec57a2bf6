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
import java.util.Optional;
import java.util.Set;
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
        writeObjects(missing(snapshot));
        forceDirectory(objects);
        failpoint.reached(Step.SNAPSHOT_OBJECTS_WRITTEN);
        write(manifests.resolve(name(snapshot)), Manifest.of(snapshot).bytes());
        forceDirectory(manifests);
        failpoint.reached(Step.SNAPSHOT_MANIFEST_WRITTEN);
    }

    /** By their hashes; what lies there under such a name without having been seen to be whole is missing too. */
    private Map<String, Document> missing(PageSnapshot snapshot) throws IOException {
        var present = names(objects);
        var missing = new LinkedHashMap<String, Document>();
        for (var document : snapshot.documents().values()) {
            if (!present.contains(document.hash()) || !sound.contains(document.hash())) {
                missing.put(document.hash(), document);
            }
        }
        return missing;
    }

    /** Many at a time: a disk forces sixteen files in hardly more time than one. */
    private void writeObjects(Map<String, Document> missing) throws IOException {
        var writing = new ArrayList<Future<?>>();
        missing.forEach((hash, document) -> writing.add(writers.submit(() -> {
            write(objects.resolve(hash), document.bytes());
            return hash;
        })));
        IOException failure = null;
        for (var one : writing) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                failure = failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        if (failure != null) {
            throw failure;
        }
        sound.addAll(missing.keySet());
    }

    /** Keeps what the last three generations consist of. A manifest that cannot be read keeps nothing, and goes in its turn. */
    void clean() throws IOException {
        var known = list();
        var kept = new HashSet<String>();
        for (var manifest : known.subList(0, Math.min(GENERATIONS, known.size()))) {
            try {
                Manifest.parse(Files.readAllBytes(manifest)).entries().forEach(entry -> kept.add(entry.hash()));
            } catch (IllegalArgumentException damaged) {
                LOG.debug("{} keeps nothing: {}", manifest, damaged.getMessage());
            }
        }
        for (var old : known.subList(Math.min(GENERATIONS, known.size()), known.size())) {
            Files.deleteIfExists(old);
        }
        for (var name : names(objects)) {
            if (!kept.contains(name)) {
                Files.deleteIfExists(objects.resolve(name));
                sound.remove(name);
            }
        }
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
            var document = Document.of(
                    entry.contentType(), entry.caching(), Files.readAllBytes(objects.resolve(fileName(entry.hash()))));
            if (!document.hash().equals(entry.hash())) {
                throw new IllegalArgumentException(
                        "the bytes of " + entry.path() + " in " + entry.hash() + " have changed");
            }
            documents.put(entry.path(), document);
            sound.add(entry.hash());
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

    private static void write(Path file, byte[] bytes) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ASIDE);
        try (var channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (IOException failure) {
            // On a full disk the piece that did go in would keep the space from everybody else.
            Files.deleteIfExists(aside);
            throw failure;
        }
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
