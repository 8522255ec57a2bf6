package herald.theme.upload;

import herald.theme.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A theme as one zip. What comes in is read strictly and as a whole; what goes out is the same bytes for the same files. */
public final class ThemeZip {

    /** The largest zip, in bytes. What is stored fits into any MySQL's {@code max_allowed_packet}. */
    public static final int LARGEST = 4 << 20;

    /** Of one file, in bytes unpacked. */
    public static final int LARGEST_FILE = 2 << 20;

    /** Of all files together, in bytes unpacked. */
    public static final int LARGEST_UNPACKED = 8 << 20;

    /** Entries, folders included. */
    public static final int MOST_ENTRIES = 500;

    /** Words and pictures shrink to a tenth or so; what shrinks to less is made to burst. */
    private static final int STEEPEST = 100;

    /** Nobody minds how steep small files are: a style sheet of one rule a hundred times over is no bomb. */
    private static final int SMALL = 64 << 10;

    private ThemeZip() {}

    /**
     * The files of a theme by their paths, in order. A folder around all of it is left away.
     *
     * @throws ThemeRefusedException when anything is wrong with it; says all that is
     */
    public static Map<String, byte[]> read(byte[] zip) {
        if (zip.length > LARGEST) {
            throw new ThemeRefusedException(
                    "The zip is " + megabytes(zip.length) + " large; at most " + megabytes(LARGEST) + " are taken.",
                    "Make pictures smaller, or leave out what the theme does not use.");
        }
        var entries = Directory.read(zip);
        checkNames(entries);
        var files = ThemeRules.withoutTopFolder(unpacked(zip, entries));
        ThemeRules.FOR_UPLOADS.check(files);
        return files;
    }

    /** What {@link #write} wrote of files that were taken once; later rules do not reach back to them. */
    public static Map<String, byte[]> stored(byte[] zip) {
        var entries = Directory.read(zip);
        checkNames(entries);
        return unpacked(zip, entries);
    }

    /** {@code files} as a zip: in order of their paths, without times, so that equal themes are equal bytes. */
    public static byte[] write(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (var file : new TreeMap<>(files).entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** {@code 4 MB}, {@code 6.2 MB}; for messages. */
    static String megabytes(long bytes) {
        var tenths = Math.ceilDiv(bytes * 10, 1 << 20);
        return tenths % 10 == 0 ? tenths / 10 + " MB" : tenths / 10 + "." + tenths % 10 + " MB";
    }

    private static void checkNames(List<Directory.Entry> entries) {
        var findings = new Findings();
        var names = new Names();
        long whole = 0;
        for (var entry : entries) {
            names.add(entry.name(), findings);
            if (entry.isLink()) {
                findings.add(entry.name(), "it is a symbolic link.", "Put the file itself into the zip.");
            } else if (entry.isSpecial()) {
                findings.add(entry.name(), "it is a device or a pipe, no file.", "Leave it out.");
            }
            if (entry.isEncrypted()) {
                findings.add(entry.name(), "it is encrypted.", "Zip it without a password.");
            } else if (!entry.isReadable()) {
                findings.add(
                        entry.name(),
                        "it is packed by method " + entry.method() + ", which Herald does not read.",
                        "Zip it the usual way (deflate).");
            }
            if (entry.size() > LARGEST_FILE) {
                findings.add(tooLarge(entry.name()));
            }
            whole += entry.size();
        }
        if (whole > LARGEST_UNPACKED) {
            findings.add(wholeTooLarge());
        }
        findings.throwIfAny();
    }

    private static Map<String, byte[]> unpacked(byte[] zip, List<Directory.Entry> entries) {
        var files = new TreeMap<String, byte[]>();
        var findings = new Findings();
        for (var entry : entries) {
            if (!entry.isFile()) {
                continue;
            }
            try {
                files.put(entry.name(), unpacked(zip, entry));
            } catch (DataFormatException broken) {
                findings.add(entry.name(), broken.getMessage(), "Make the zip anew.");
            }
        }
        findings.throwIfAny();
        return files;
    }

    /** Into as many bytes as the directory says and not one more: what it says has been checked, and the data is made to keep it. */
    private static byte[] unpacked(byte[] zip, Directory.Entry entry) throws DataFormatException {
        if (entry.size() > SMALL && entry.size() > (long) STEEPEST * entry.packed()) {
            throw new DataFormatException(
                    "it unpacks to more than " + STEEPEST + " times its size, as only a zip made to do harm does.");
        }
        byte[] bytes = entry.method() == ZipEntry.STORED ? stored(zip, entry) : inflated(zip, entry);
        var crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.crc()) {
            throw new DataFormatException("it is damaged: its checksum is not the one in the zip's directory.");
        }
        return bytes;
    }

    private static byte[] stored(byte[] zip, Directory.Entry entry) throws DataFormatException {
        if (entry.packed() != entry.size()) {
            throw liesAboutItsSize();
        }
        return Arrays.copyOfRange(zip, entry.begin(), entry.end());
    }

    private static byte[] inflated(byte[] zip, Directory.Entry entry) throws DataFormatException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(zip, entry.begin(), entry.packed());
            var bytes = new byte[(int) entry.size()];
            int length = 0;
            while (length < bytes.length) {
                int more = inflater.inflate(bytes, length, bytes.length - length);
                if (more == 0) {
                    throw liesAboutItsSize();
                }
                length += more;
            }
            if (inflater.inflate(new byte[1]) > 0 || !inflater.finished() || inflater.getRemaining() > 0) {
                throw liesAboutItsSize();
            }
            return bytes;
        } finally {
            inflater.end();
        }
    }

    private static DataFormatException liesAboutItsSize() {
        return new DataFormatException("it is not as large as the zip's directory says.");
    }

    private static Finding tooLarge(String name) {
        return Finding.in(
                name,
                "it is larger than " + megabytes(LARGEST_FILE) + ".",
                "Make it smaller: a font with fewer characters, a picture with fewer pixels.");
    }

    private static Finding wholeTooLarge() {
        return Finding.of(
                "Unpacked, the zip is larger than " + megabytes(LARGEST_UNPACKED) + ".",
                "Leave out what the theme does not use.");
    }
}
