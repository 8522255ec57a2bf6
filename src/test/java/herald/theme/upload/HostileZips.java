package herald.theme.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips that no honest tool would: byte by byte, so that every field can lie. */
final class HostileZips {

    static final int LINK = 0120777;

    /** One entry, with what its headers say. */
    static final class Entry {
        final String name;
        byte[] data;
        byte[] packed;
        int method = 8;
        int flags = 0x800;
        int mode = 0100644;
        long size;
        long crc;
        String localName;
        int sharedWith = -1;

        Entry(String name, byte[] data) {
            this.name = name;
            this.localName = name;
            this.data = data;
            this.packed = deflated(data);
            this.size = data.length;
            var checksum = new CRC32();
            checksum.update(data);
            this.crc = checksum.getValue();
        }

        Entry mode(int other) {
            mode = other;
            return this;
        }

        Entry flags(int other) {
            flags = other;
            return this;
        }

        Entry method(int other) {
            method = other;
            return this;
        }

        Entry stored() {
            method = 0;
            packed = data;
            return this;
        }

        Entry size(long said) {
            size = said;
            return this;
        }

        Entry crc(long said) {
            crc = said;
            return this;
        }

        Entry localName(String other) {
            localName = other;
            return this;
        }

        /** The data of an earlier entry: how a small zip becomes a huge one. */
        Entry sharing(int earlier) {
            sharedWith = earlier;
            return this;
        }
    }

    private HostileZips() {}

    static Entry entry(String name, String text) {
        return new Entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Entry entry(String name, byte[] data) {
        return new Entry(name, data);
    }

    /** A theme that would be taken, and {@code more}. */
    static byte[] themeWith(Entry... more) {
        var entries = new ArrayList<>(List.of(entry("theme.properties", "name = Ocean\n")));
        entries.addAll(List.of(more));
        return zip(entries);
    }

    static byte[] zip(List<Entry> entries) {
        return zip(entries, entries.size(), new byte[0], new byte[0]);
    }

    /**
     * @param count that the end of the directory says
     * @param before bytes before the first entry
     * @param gap bytes between the entries and the directory
     */
    static byte[] zip(List<Entry> entries, int count, byte[] before, byte[] gap) {
        var zip = new ByteArrayOutputStream();
        zip.writeBytes(before);
        var offsets = new LinkedHashMap<Entry, Integer>();
        for (var entry : entries) {
            if (entry.sharedWith >= 0) {
                offsets.put(entry, offsets.get(entries.get(entry.sharedWith)));
                continue;
            }
            offsets.put(entry, zip.size());
            var name = bytes(entry.localName);
            var header = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0x04034b50).putShort((short) 20);
            header.putShort((short) entry.flags).putShort((short) entry.method).putInt(0);
            header.putInt((int) entry.crc).putInt(entry.packed.length).putInt((int) entry.size);
            header.putShort((short) name.length).putShort((short) 0);
            zip.writeBytes(header.array());
            zip.writeBytes(name);
            zip.writeBytes(entry.packed);
        }
        zip.writeBytes(gap);
        int begin = zip.size();
        for (var entry : entries) {
            var name = bytes(entry.name);
            var header = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
            header.putShort((short) entry.flags).putShort((short) entry.method).putInt(0);
            header.putInt((int) entry.crc).putInt(entry.packed.length).putInt((int) entry.size);
            header.putShort((short) name.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0);
            header.putShort((short) 0).putInt(entry.mode << 16).putInt(offsets.get(entry));
            zip.writeBytes(header.array());
            zip.writeBytes(name);
        }
        var end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        end.putShort((short) count)
                .putShort((short) count)
                .putInt(zip.size() - begin)
                .putInt(begin)
                .putShort((short) 0);
        zip.writeBytes(end.array());
        return zip.toByteArray();
    }

    /** Data that unpacks to {@code length} zeros. */
    static byte[] zeros(int length) {
        return new byte[length];
    }

    static byte[] deflated(byte[] data) {
        var deflater = new Deflater(9, true);
        try (var out = new ByteArrayOutputStream()) {
            deflater.setInput(data);
            deflater.finish();
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
    }

    /** A PNG that says it is this large and holds one byte of picture. */
    static byte[] png(int width, int height) {
        var png = ByteBuffer.allocate(8 + 25 + 13 + 12);
        png.putLong(0x89504E470D0A1A0AL);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .putInt(0x08060000)
                        .array());
        chunk(png, "IDAT", new byte[1]);
        chunk(png, "IEND", new byte[0]);
        return png.array();
    }

    static byte[] joined(byte[] one, byte[] other) {
        var both = new byte[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    static Map<String, byte[]> theme(Map<String, String> files) {
        var theme = new LinkedHashMap<String, byte[]>();
        files.forEach((path, text) -> theme.put(path, bytes(text)));
        return theme;
    }

    private static void chunk(ByteBuffer png, String type, byte[] data) {
        png.putInt(data.length).put(bytes(type)).put(data);
        var crc = new CRC32();
        crc.update(bytes(type));
        crc.update(data);
        png.putInt((int) crc.getValue());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
