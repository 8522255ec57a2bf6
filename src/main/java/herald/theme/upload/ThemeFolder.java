package herald.theme.upload;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** A theme as a folder on a designer's disk. */
public final class ThemeFolder {

    private ThemeFolder() {}

    /**
     * All files of the folder by their paths. What begins with a dot, a {@code .git} for one, is passed over.
     *
     * @throws ThemeRefusedException when names or sizes will not do; links are not followed
     * @throws IOException when the folder cannot be read
     */
    public static Map<String, byte[]> read(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        var findings = new Findings();
        var names = new Names();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            private long whole;

            @Override
            public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes what) {
                return isHidden(inside) && !inside.equals(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes what) throws IOException {
                var path = folder.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (isHidden(file) || Names.isLitter(path)) {
                    return FileVisitResult.CONTINUE;
                }
                names.add(path, findings);
                whole += what.size();
                if (!what.isRegularFile()) {
                    findings.add(Names.shown(path), "it is a link or no file.", "Put the file itself there.");
                } else if (what.size() > ThemeZip.LARGEST_FILE || whole > ThemeZip.LARGEST_UNPACKED) {
                    findings.add(
                            Names.shown(path),
                            "with it the theme is too large.",
                            "At most " + ThemeZip.megabytes(ThemeZip.LARGEST_FILE) + " a file and "
                                    + ThemeZip.megabytes(ThemeZip.LARGEST_UNPACKED) + " in all.");
                } else {
                    files.put(path, Files.readAllBytes(file));
                }
                return files.size() > ThemeZip.MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        if (files.size() > ThemeZip.MOST_ENTRIES) {
            throw new ThemeRefusedException(
                    "The folder holds more than " + ThemeZip.MOST_ENTRIES + " files.",
                    "Give the theme's folder alone.");
        }
        findings.throwIfAny();
        return files;
    }

    private static boolean isHidden(Path file) {
        var name = file.getFileName();
        return name != null && name.toString().startsWith(".");
    }
}
