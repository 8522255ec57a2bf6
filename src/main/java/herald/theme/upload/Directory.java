package herald.theme.upload;

import io.micronaut.core.annotation.Nullable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;

/**
 * The central directory of a zip (APPNOTE.TXT, 4.3), which alone says what kind of file an entry is. Java's own readers do not
 * tell, and a library's would hold a hundred thousand entries before anybody could say no. Only a zip without slack is taken: its
 * entries one after the other from the first byte on, then the directory, then the end.
 */
final class Directory {

    /**
     * @param method 0 stored, 8 deflated
     * @param flags the general purpose bits
     * @param mode the file's type and permissions on Unix; 0 when the zip was made elsewhere
     * @param header where its own header begins in the zip
     * @param begin where its data begins
     * @param packed length of its data, in bytes
     * @param size unpacked, in bytes
     */
    record Entry(String name, int method, int flags, int mode, long crc, int header, int begin, int packed, long size) {

        int end() {
            return begin + packed;
        }

        /** Neither a folder nor what systems leave behind. */
        boolean isFile() {
            return !name.endsWith("/") && !Names.isLitter(name);
        }

        boolean isEncrypted() {
            return (flags & (ENCRYPTED | STRONGLY_ENCRYPTED | MASKED)) != 0;
        }

        boolean isReadable() {
            return method == ZipEntry.STORED || method == ZipEntry.DEFLATED;
        }

        boolean isLink() {
            return (mode & TYPE) == LINK;
        }

        boolean isSpecial() {
            return (mode & TYPE) != 0 && (mode & TYPE) != REGULAR && (mode & TYPE) != FOLDER && !isLink();
        }
    }

    private static final int ENCRYPTED = 1;
    private static final int STRONGLY_ENCRYPTED = 1 << 6;
    private static final int MASKED = 1 << 13;

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;

    /** Sizes and checksum again, behind the data, for writers that did not know them before. */
    private static final int LONGEST_DESCRIPTOR = 24;

    private static final int LONGEST_COMMENT = 0xFFFF;

    private final ByteBuffer zip;

    private Directory(byte[] zip) {
        this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The entries in the order of the directory, at most {@link ThemeZip#MOST_ENTRIES}.
     *
     * @throws ThemeRefusedException when it is no zip, or one that hides something
     */
    static List<Entry> read(byte[] zip) {
        return new Directory(zip).entries();
    }

    private List<Entry> entries() {
        int end = end();
        int count = shortAt(end + 10);
        long begin = intAt(end + 16);
        long length = intAt(end + 12);
        if (shortAt(end + 4) != 0 || shortAt(end + 6) != 0 || shortAt(end + 8) != count) {
            throw new ThemeRefusedException("The zip is one part of several.", "Make one zip of the whole theme.");
        }
        if (count > ThemeZip.MOST_ENTRIES) {
            throw new ThemeRefusedException(
                    "The zip holds " + (count == LONGEST_COMMENT ? "65535 or more" : count) + " entries; at most "
                            + ThemeZip.MOST_ENTRIES + " are taken.",
                    "Zip the theme's folder alone.");
        }
        if (begin + length != end) {
            throw hides();
        }
        var entries = new ArrayList<Entry>();
        int at = (int) begin;
        while (at < end) {
            if (entries.size() == count) {
                throw hides();
            }
            at = entry(at, end, entries);
        }
        if (entries.size() != count) {
            throw hides();
        }
        refuseSlack(entries, (int) begin);
        return entries;
    }

    /** Where the record of the end begins; it must be the zip's last word. */
    private int end() {
        for (int at = zip.limit() - END_LENGTH; at >= 0 && at >= zip.limit() - END_LENGTH - LONGEST_COMMENT; at--) {
            if (intAt(at) == END && at + END_LENGTH + shortAt(at + 20) == zip.limit()) {
                return at;
            }
        }
        throw new ThemeRefusedException(
                "This is no zip, or one that broke off.",
                "Choose the theme as a .zip file, such as «herald theme pack» makes.");
    }

    private int entry(int at, int end, List<Entry> entries) {
        if (end - at < CENTRAL_LENGTH || intAt(at) != CENTRAL) {
            throw hides();
        }
        int nameLength = shortAt(at + 28);
        int next = at + CENTRAL_LENGTH + nameLength + shortAt(at + 30) + shortAt(at + 32);
        if (next > end) {
            throw hides();
        }
        var name = text(at + CENTRAL_LENGTH, nameLength);
        long packed = intAt(at + 20);
        int local = local(intAt(at + 42), name);
        if (local + packed > end) {
            throw hides();
        }
        entries.add(new Entry(
                name,
                shortAt(at + 10),
                shortAt(at + 8),
                shortAt(at + 40),
                intAt(at + 16),
                (int) intAt(at + 42),
                local,
                (int) packed,
                intAt(at + 24)));
        return next;
    }

    /** Where the data begins behind the entry's own header, which must bear the same name. */
    private int local(long at, String name) {
        if (at + LOCAL_LENGTH > zip.limit() || intAt((int) at) != LOCAL) {
            throw hides();
        }
        int nameLength = shortAt((int) at + 26);
        long begin = at + LOCAL_LENGTH + nameLength + shortAt((int) at + 28);
        if (begin > zip.limit() || !name.equals(text((int) at + LOCAL_LENGTH, nameLength))) {
            throw hides();
        }
        return (int) begin;
    }

    /** Entries that share their data are how a small zip becomes a huge one; bytes of no entry are another file in the same one. */
    private void refuseSlack(List<Entry> entries, int directory) {
        int free = 0;
        var inOrder =
                entries.stream().sorted(Comparator.comparingInt(Entry::header)).toList();
        for (var entry : inOrder) {
            refuseSlack(free, entry.header());
            free = entry.end();
        }
        refuseSlack(free, directory);
    }

    private static void refuseSlack(int free, int next) {
        if (next < free || next > free + (free == 0 ? 0 : LONGEST_DESCRIPTOR)) {
            throw hides();
        }
    }

    private String text(int at, int length) {
        if ((long) at + length > zip.limit()) {
            throw hides();
        }
        var name = decoded(at, length);
        if (name == null) {
            throw new ThemeRefusedException(
                    "A file's name in the zip is not in UTF-8.", "Name files with a-z, 0-9, -, _ and . only.");
        }
        return name;
    }

    private @Nullable String decoded(int at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(zip.slice(at, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private int shortAt(int at) {
        return Short.toUnsignedInt(zip.getShort(at));
    }

    private long intAt(int at) {
        return Integer.toUnsignedLong(zip.getInt(at));
    }

    private static ThemeRefusedException hides() {
        return new ThemeRefusedException(
                "The zip is broken or was tampered with: its directory and its contents do not agree.",
                "Make the zip anew, with «herald theme pack» or your system's own tool.");
    }
}
