package herald.operator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;

/** Files that nobody else may read. They appear under their name whole, and on the disk, or not at all. */
final class PrivateFile {

    private PrivateFile() {}

    /** What is written to the file. */
    interface Content<T> {
        T to(OutputStream out) throws IOException, SQLException;
    }

    /** Writes beside {@code file}, then gives it its name; what had that name before is gone then. */
    static <T> T write(Path file, Content<T> content) throws IOException, SQLException {
        var directory = file.toAbsolutePath().getParent();
        var aside = Files.createTempFile(directory, "." + file.getFileName(), ".part", ownerOnly(directory));
        try {
            T written;
            try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE);
                    var out = Channels.newOutputStream(channel)) {
                var buffered = new java.io.BufferedOutputStream(out, 1 << 16);
                written = content.to(buffered);
                buffered.flush();
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            try (var parent = FileChannel.open(directory, StandardOpenOption.READ)) {
                parent.force(true);
            }
            return written;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            return new FileAttribute<?>[0];
        }
        var permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Set.copyOf(permissions))};
    }
}
