package herald.publish.push;

import herald.publish.Document;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A directory that a web server serves. A file is written aside, forced to the disk and then given its name; those that belong together
 * are all written aside before the first gets its name, so that a full disk leaves the old ones whole.
 */
final class DirectoryShelf implements Shelf {

    private static final String BOOKS = ".herald";
    private static final String GZIP = ".gz";

    /** @param gzip null when there is to be none */
    private record Aside(Path bytes, @Nullable Path gzip) {}

    private interface Work<T> {
        T run() throws IOException;
    }

    private final Path root;
    private final Map<String, Aside> prepared = new ConcurrentHashMap<>();
    private final Set<Path> touched = ConcurrentHashMap.newKeySet();
    private final AtomicLong names = new AtomicLong();

    DirectoryShelf(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "the directory " + root;
    }

    @Override
    public void check() {
        run(() -> {
            Files.createDirectories(root.resolve(BOOKS));
            var trial = root.resolve(BOOKS).resolve("trial");
            Files.write(trial, new byte[] {'\n'});
            Files.delete(trial);
            return trial;
        });
    }

    @Override
    public Optional<Lock> lock(String place) {
        return run(() -> {
            var books = root.resolve(place).resolve(BOOKS);
            Files.createDirectories(aside(place));
            var channel = FileChannel.open(books.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    channel.close();
                    return Optional.empty();
                }
            } catch (OverlappingFileLockException another) {
                channel.close();
                return Optional.empty();
            } catch (IOException failure) {
                channel.close();
                throw failure;
            }
            clearAside(place);
            return Optional.of(() -> run(() -> {
                channel.close();
                return channel;
            }));
        });
    }

    @Override
    public boolean locks() {
        return true;
    }

    @Override
    public Optional<Stored> read(String path) {
        return run(() -> {
            try {
                return Optional.of(new Stored(Files.readAllBytes(file(path)), ""));
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void write(String path, byte[] bytes, String contentType) {
        run(() -> {
            var file = file(path);
            var aside = file.resolveSibling(BOOKS + "-" + names.incrementAndGet());
            force(aside, bytes);
            give(aside, file);
            forceDirectory(file.getParent());
            return file;
        });
    }

    @Override
    public Optional<String> replace(String path, byte[] bytes, String contentType, @Nullable String tag) {
        write(path, bytes, contentType);
        return Optional.of("");
    }

    @Override
    public boolean holdsAnother(String path, Document document) {
        return run(() -> {
            var file = file(path);
            return Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), document.bytes());
        });
    }

    @Override
    public void prepare(String place, Piece piece) {
        run(() -> {
            var aside = aside(place).resolve(Long.toString(names.incrementAndGet()));
            force(aside, piece.document().bytes());
            var gzip = piece.document().gzip();
            var zipped = gzip == null ? null : aside.resolveSibling(aside.getFileName() + GZIP);
            if (zipped != null) {
                force(zipped, gzip);
            }
            return prepared.put(place + piece.path(), new Aside(aside, zipped));
        });
    }

    @Override
    public void put(String place, Piece piece) {
        run(() -> {
            var file = file(place + piece.path());
            var aside = prepared.remove(place + piece.path());
            if (aside == null) {
                throw new IOException(piece.path() + " was not prepared");
            }
            Files.createDirectories(file.getParent());
            touched.add(file.getParent());
            var zipped = file.resolveSibling(file.getFileName() + GZIP);
            if (aside.gzip() == null) {
                Files.deleteIfExists(zipped);
            } else {
                give(aside.gzip(), zipped);
            }
            give(aside.bytes(), file);
            return file;
        });
    }

    @Override
    public void delete(String place, String path) {
        run(() -> {
            var file = file(place + path);
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + GZIP));
            touched.add(file.getParent());
            deleteEmpty(file.getParent(), root.resolve(place).normalize());
            return file;
        });
    }

    @Override
    public void settle() {
        run(() -> {
            for (var directory : List.copyOf(touched)) {
                touched.remove(directory);
                forceDirectory(directory);
            }
            return root;
        });
    }

    @Override
    public void close() {}

    private Path file(String path) {
        var file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw new PushException("'" + path + "' leads out of " + root + ".");
        }
        return file;
    }

    /** What a crash has left. */
    private void clearAside(String place) throws IOException {
        prepared.clear();
        try (var files = Files.list(aside(place))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private Path aside(String place) {
        return root.resolve(place).resolve(BOOKS).resolve("aside");
    }

    private static void force(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (IOException failure) {
            // On a full disk the piece that did go in would keep the space from everybody else.
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /**
     * Servers make an ETag of a file's time in seconds and its length: two versions of one length within a second would be one to them,
     * and a browser would keep the older. So each is at least a second younger than the one it replaces.
     */
    private static void give(Path aside, Path file) throws IOException {
        if (Files.exists(file)) {
            var before = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
            var written = Files.getLastModifiedTime(aside).toInstant();
            if (written.isBefore(before.plusSeconds(1)) && written.isAfter(before.minusSeconds(60))) {
                Files.setLastModifiedTime(aside, FileTime.from(before.plusSeconds(1)));
            }
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleteEmpty(Path directory, Path top) throws IOException {
        try {
            for (var empty = directory; !empty.equals(top) && empty.startsWith(top); empty = empty.getParent()) {
                Files.deleteIfExists(empty);
            }
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }

    private static void forceDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory) && !System.getProperty("os.name").startsWith("Windows")) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (IOException failure) {
            throw new PushException(reason(failure), failure);
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case FileAlreadyExistsException inTheWay ->
                "There is a file where a directory is needed: " + inTheWay.getFile() + ". Move it away.";
            case NotDirectoryException inTheWay ->
                "There is a file where a directory is needed: " + inTheWay.getFile() + ". Move it away.";
            case AccessDeniedException denied ->
                "Herald may not write " + denied.getFile() + ". Give its user the right to.";
            case FileSystemException inTheWay
            when "Not a directory".equals(inTheWay.getReason()) ->
                "There is a file where a directory is needed, above " + inTheWay.getFile() + ". Move it away.";
            case FileSystemException other ->
                other.getFile() + ": " + (other.getReason() == null ? other.toString() : other.getReason()) + ".";
            default -> failure.getMessage() + ". Free space if the disk is full.";
        };
    }

    /** For tests: when a file's time says it was written. */
    Instant writtenAt(String path) {
        return run(() -> Files.getLastModifiedTime(file(path)).toInstant());
    }
}
