package herald.publish;

import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import io.micronaut.core.annotation.Nullable;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page's snapshots on disk: {@code objects/} holds documents by the hash of their bytes, {@code manifests/} names for each
 * version which of them it consists of. A few that are new come along in the manifest, because readers wait for one file shorter than
 * for many, and get files of their own afterwards. Nothing is ever changed in its place: a file is written aside, forced to the disk
 * and then given its name, so that a crash leaves either all of a version or nothing of it.
 */
final class SnapshotFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);
    private static final int GENERATIONS = 3;

    /** Generations that tell of all their documents: a damaged one must not be the end of all that build on it. */
    private static final int WHOLE_ONES = 2;

    /** Up to so many documents are named anew each time. */
    private static final int SMALL = 1_000;

    /** A generation that differs by more from the whole one is soon told in full. */
    private static final int LARGEST_DIFFERENCE = 500;

    /** In bytes: what manifests carry of objects is written twice. */
    private static final int MOST_CARRIED = 1 << 20;

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

    /**
     * A snapshot on disk.
     *
     * @param base the one it builds on; null when it tells of all its documents
     * @param objects the names of all
     */
    private record Generation(@Nullable String base, Supplier<Stream<String>> objects) {}

    /** By their files' names, the oldest first; empty until they have been looked at. */
    private final NavigableMap<String, Generation> generations = new TreeMap<>();

    /** Objects that only manifests hold. */
    private final Map<String, byte[]> carried = new LinkedHashMap<>();

    /** What the next one may build on. */
    private record Whole(String name, Map<String, Document> documents) {}

    private @Nullable Whole whole;

    /** The snapshot written last, and in how many documents it differs from the whole one. */
    private @Nullable PageSnapshot last;

    private int difference;

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
        var manifest = manifest(snapshot);
        var missing = missing(manifest, snapshot);
        boolean isLarge =
                missing.values().stream().mapToLong(bytes -> bytes.length).sum() > MOST_CARRIED;
        if (isLarge) {
            writeObjects(missing);
        } else {
            carried.putAll(missing);
        }
        var file = manifests.resolve(name(snapshot));
        name(writeAside(file, (isLarge ? manifest : manifest.carrying(missing)).bytes()), file);
        forceDirectory(manifests);
        if (manifest.base() == null) {
            whole = new Whole(name(snapshot), snapshot.documents());
        }
        last = snapshot;
        difference = manifest.base() == null
                ? 0
                : manifest.entries().size() + manifest.gone().size();
        if (!generations.isEmpty()) {
            generations.put(name(snapshot), generation(snapshot, manifest.base()));
        }
        failpoint.reached(Step.SNAPSHOT_MANIFEST_WRITTEN);
    }

    private Manifest manifest(PageSnapshot snapshot) {
        var known = whole;
        return known == null || snapshot.documents().size() <= SMALL
                ? Manifest.of(snapshot)
                : Manifest.since(known.name(), known.documents(), snapshot);
    }

    private static Generation generation(PageSnapshot snapshot, @Nullable String base) {
        return new Generation(base, () -> snapshot.documents().values().stream().map(Document::object));
    }

    /** By their names; what lies there under such a name without having been seen to be whole is missing too. */
    private Map<String, byte[]> missing(Manifest manifest, PageSnapshot snapshot) {
        var missing = new LinkedHashMap<String, byte[]>();
        for (var entry : manifest.entries()) {
            if (!sound.contains(entry.object())) {
                missing.put(
                        entry.object(), snapshot.documents().get(entry.path()).stored());
            }
        }
        return missing;
    }

    /** Many at a time: a disk forces sixteen files in hardly more time than one. */
    private void writeObjects(Map<String, byte[]> missing) throws IOException {
        var writing = new ArrayList<Future<?>>();
        missing.forEach((hash, bytes) -> writing.add(writers.submit(() -> {
            var file = objects.resolve(hash);
            name(writeAside(file, bytes), file);
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
        failpoint.reached(Step.SNAPSHOT_OBJECTS_WRITTEN);
    }

    /** On a full disk what no snapshot is made of would keep the space from the next one. */
    private void forget(Set<String> written) throws IOException {
        if (!generations.isEmpty()) {
            for (var object : unused(written.stream())) {
                delete(object);
            }
        }
    }

    /**
     * What readers need not wait for: keeps what the last three generations consist of, gives files of their own to objects that came
     * along in the newest manifest, and tells it in full once it has grown far from its base.
     */
    void tidy() throws IOException {
        if (generations.isEmpty()) {
            look();
        }
        var kept = kept();
        var old = new ArrayList<>(generations.keySet());
        old.removeAll(kept);
        for (var name : old) {
            var generation = generations.remove(name);
            Files.deleteIfExists(manifests.resolve(name));
            for (var object : unused(generation.objects().get())) {
                delete(object);
            }
        }
        // Only now: on a full disk the old ones make room.
        carried.keySet().removeAll(unused(carried.keySet().stream()));
        if (!carried.isEmpty()) {
            writeObjects(carried);
            carried.clear();
        }
        if (last != null && difference > LARGEST_DIFFERENCE) {
            tellInFull(last);
        }
    }

    /** In the place of what told the same by what it differs in. */
    private void tellInFull(PageSnapshot snapshot) throws IOException {
        var file = manifests.resolve(name(snapshot));
        name(writeAside(file, Manifest.of(snapshot).bytes()), file);
        forceDirectory(manifests);
        whole = new Whole(name(snapshot), snapshot.documents());
        difference = 0;
        generations.put(name(snapshot), generation(snapshot, null));
    }

    /** The newest, those they build on, and of those that build on none at least two. */
    private Set<String> kept() {
        var kept = new HashSet<String>();
        int newest = 0;
        int wholeOnes = 0;
        for (var entry : generations.descendingMap().entrySet()) {
            var generation = entry.getValue();
            boolean isWhole = generation.base() == null;
            if (newest < GENERATIONS || kept.contains(entry.getKey()) || (isWhole && wholeOnes < WHOLE_ONES)) {
                kept.add(entry.getKey());
                if (generation.base() != null) {
                    kept.add(generation.base());
                }
                wholeOnes += isWhole ? 1 : 0;
            }
            newest++;
        }
        return kept;
    }

    /** Those that no generation consists of. */
    private Set<String> unused(Stream<String> names) {
        var unused = names.collect(Collectors.toCollection(HashSet::new));
        generations.values().forEach(kept -> kept.objects().get().forEach(unused::remove));
        return unused;
    }

    /** Once: a manifest that cannot be read keeps nothing, and goes in its turn; what no manifest names goes at once. */
    private void look() throws IOException {
        var found = new TreeMap<String, Generation>();
        for (var file : list()) {
            var name = file.getFileName().toString();
            try {
                var manifest = read(name);
                var all = whole(manifest).entries().stream()
                        .map(Manifest.Entry::object)
                        .toList();
                found.put(name, new Generation(manifest.base(), all::stream));
            } catch (IOException | RuntimeException damaged) {
                LOG.debug("{} keeps nothing: {}", file, damaged.toString());
                found.put(name, new Generation(null, Stream::empty));
            }
        }
        generations.putAll(found);
        for (var object : unused(names(objects).stream())) {
            delete(object);
        }
    }

    private Manifest read(String name) throws IOException {
        return Manifest.parse(Files.readAllBytes(manifests.resolve(name)));
    }

    private Manifest whole(Manifest manifest) throws IOException {
        if (manifest.base() == null) {
            return manifest;
        }
        if (!manifest.base().matches("[0-9-]+")) {
            throw new IllegalArgumentException(
                    "it builds on '" + manifest.base() + "', which is no name of a manifest");
        }
        return manifest.on(read(manifest.base()));
    }

    private void delete(String object) throws IOException {
        Files.deleteIfExists(objects.resolve(object));
        sound.remove(object);
    }

    /** The newest snapshot that is whole; damaged ones are named in the log and passed over. */
    Optional<PageSnapshot> newest() throws IOException {
        for (var manifest : list()) {
            try {
                return Optional.of(load(whole(read(manifest.getFileName().toString()))));
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
            var stored = stored(manifest, entry);
            documents.put(
                    entry.path(),
                    Document.restored(entry.contentType(), entry.caching(), stored, entry.compressed(), entry.hash()));
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

    /** From the manifest, or where it lacks it or has it wrong, from a file of its own. */
    private byte[] stored(Manifest manifest, Manifest.Entry entry) throws IOException {
        var along = manifest.carried().get(entry.object());
        if (along != null && Document.hash(along).equals(entry.object())) {
            return along;
        }
        var stored = Files.readAllBytes(objects.resolve(fileName(entry.object())));
        if (!Document.hash(stored).equals(entry.object())) {
            throw new IllegalArgumentException(
                    "the bytes of " + entry.path() + " in " + entry.object() + " have changed");
        }
        sound.add(entry.object());
        return stored;
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
