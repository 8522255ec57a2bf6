package herald.theme.upload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Pictures and fonts, known by their first bytes and measured by their headers: none is decoded, so that none can fill the memory by what
 * it unpacks to.
 */
final class Pictures {

    /** Of a picture's side, in pixels. */
    private static final int LONGEST_SIDE = 4096;

    /** Of a picture, in pixels: 32 MB once a browser has unpacked it. */
    private static final long MOST_PIXELS = 8_000_000;

    /** Of a font unpacked, in bytes. */
    private static final long LARGEST_FONT = 16 << 20;

    private static final int MOST_ICONS = 32;

    private static final long PNG = 0x89504E470D0A1A0AL;
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454E44;

    /** Markup that a browser would take for a page if it were left to guess. */
    private static final Pattern MARKUP = Pattern.compile(
            "<(?:html|script|!doctype|iframe|body|head\\b|object|embed|meta\\b|\\?php)", Pattern.CASE_INSENSITIVE);

    private Pictures() {}

    private record Size(long width, long height) {}

    /** Why a file is not what its name says. */
    private static final class NotOne extends RuntimeException {
        NotOne(String reason) {
            super(reason, null, false, false);
        }
    }

    static void check(String path, byte[] bytes, Findings findings) {
        var ending = path.substring(path.lastIndexOf('.') + 1);
        try {
            var size = size(ending, ByteBuffer.wrap(bytes));
            if (size.width() > LONGEST_SIDE
                    || size.height() > LONGEST_SIDE
                    || size.width() * size.height() > MOST_PIXELS) {
                findings.add(
                        path,
                        "it is " + size.width() + " × " + size.height() + " pixels large.",
                        "At most " + LONGEST_SIDE + " pixels a side and " + MOST_PIXELS / 1_000_000
                                + " million in all; make it smaller.");
            }
        } catch (NotOne no) {
            findings.add(path, no.getMessage(), "Export it anew as ." + ending + ".");
            return;
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException shortOfBytes) {
            findings.add(path, "it breaks off before its end.", "Export it anew as ." + ending + ".");
            return;
        }
        if (MARKUP.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find()) {
            findings.add(
                    path,
                    "it holds a page of HTML besides the picture.",
                    "Export it anew, without comments and metadata.");
        }
    }

    private static Size size(String ending, ByteBuffer file) {
        return switch (ending) {
            case "png" -> png(file, 0, file.limit());
            case "jpg" -> jpg(file);
            case "webp" -> webp(file.order(ByteOrder.LITTLE_ENDIAN));
            case "ico" -> ico(file.order(ByteOrder.LITTLE_ENDIAN));
            default -> woff2(file);
        };
    }

    /** PNG 3rd edition, 5: chunks from the signature to IEND, and not a byte more. */
    private static Size png(ByteBuffer whole, int from, int to) {
        var file = whole.slice(from, to - from).order(ByteOrder.BIG_ENDIAN);
        if (file.limit() < 33 || file.getLong(0) != PNG || file.getInt(8) != 13 || file.getInt(12) != IHDR) {
            throw new NotOne("it is no PNG.");
        }
        long at = 8;
        while (file.getInt((int) at + 4) != IEND) {
            at += 12 + Integer.toUnsignedLong(file.getInt((int) at));
            if (at + 12 > file.limit()) {
                throw new NotOne("it breaks off before its end.");
            }
        }
        if (at + 12 != file.limit()) {
            throw new NotOne("something follows the end of the picture.");
        }
        return new Size(Integer.toUnsignedLong(file.getInt(16)), Integer.toUnsignedLong(file.getInt(20)));
    }

    /** ITU T.81, B.1: segments up to the start of frame, which holds the size. */
    private static Size jpg(ByteBuffer file) {
        int end = file.limit();
        if (end < 4 || file.getShort(0) != (short) 0xFFD8 || file.getShort(end - 2) != (short) 0xFFD9) {
            throw new NotOne("it is no JPEG, or something follows the end of the picture.");
        }
        int at = 2;
        while (true) {
            if (file.get(at) != (byte) 0xFF) {
                throw new NotOne("it is no JPEG.");
            }
            int marker = Byte.toUnsignedInt(file.get(at + 1));
            if (marker == 0xFF) {
                at++;
            } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return new Size(Short.toUnsignedInt(file.getShort(at + 7)), Short.toUnsignedInt(file.getShort(at + 5)));
            } else if (marker == 0xDA || marker == 0xD9 || marker == 0) {
                throw new NotOne("it is a JPEG without a picture.");
            } else {
                at += 2 + Short.toUnsignedInt(file.getShort(at + 2));
            }
        }
    }

    /** RFC 9649: one RIFF, which says how long it is, with the size in its first chunk. */
    private static Size webp(ByteBuffer file) {
        if (file.limit() < 30
                || !text(file, 0, 4).equals("RIFF")
                || !text(file, 8, 4).equals("WEBP")
                || Integer.toUnsignedLong(file.getInt(4)) + 8 != file.limit()) {
            throw new NotOne("it is no WebP, or something follows the end of the picture.");
        }
        return switch (text(file, 12, 4)) {
            case "VP8X" -> new Size(threeBytes(file, 24) + 1, threeBytes(file, 27) + 1);
            case "VP8L" -> {
                int bits = file.getInt(21);
                yield new Size((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
            }
            case "VP8 " -> new Size(file.getShort(26) & 0x3FFF, file.getShort(28) & 0x3FFF);
            default -> throw new NotOne("it is no WebP.");
        };
    }

    /** Icons of one byte a side in the directory; those in PNG say their own size. */
    private static Size ico(ByteBuffer file) {
        int count = Short.toUnsignedInt(file.getShort(4));
        if (file.getShort(0) != 0 || file.getShort(2) != 1 || count == 0 || count > MOST_ICONS) {
            throw new NotOne("it is no icon of 1 to " + MOST_ICONS + " pictures.");
        }
        long widest = 0;
        long highest = 0;
        for (int i = 0; i < count; i++) {
            long length = Integer.toUnsignedLong(file.getInt(6 + 16 * i + 8));
            long begin = Integer.toUnsignedLong(file.getInt(6 + 16 * i + 12));
            if (length < 40 || begin < 6 + 16L * count || begin + length > file.limit()) {
                throw new NotOne("it breaks off before its end.");
            }
            boolean isPng = file.duplicate().order(ByteOrder.BIG_ENDIAN).getLong((int) begin) == PNG;
            var size = isPng
                    ? png(file, (int) begin, (int) (begin + length))
                    : new Size(
                            Integer.toUnsignedLong(file.getInt((int) begin + 4)),
                            Integer.toUnsignedLong(file.getInt((int) begin + 8)) / 2);
            widest = Math.max(widest, size.width());
            highest = Math.max(highest, size.height());
        }
        return new Size(widest, highest);
    }

    /** W3C WOFF 2.0, 4.1: the header says how long the file is and how long the font in it. */
    private static Size woff2(ByteBuffer file) {
        if (file.limit() < 48 || !text(file, 0, 4).equals("wOF2") || file.getInt(8) != file.limit()) {
            throw new NotOne("it is no WOFF2 font, or something follows its end.");
        }
        if (Integer.toUnsignedLong(file.getInt(16)) > LARGEST_FONT) {
            throw new NotOne("unpacked, the font is larger than " + ThemeZip.megabytes(LARGEST_FONT) + ".");
        }
        return new Size(0, 0);
    }

    private static String text(ByteBuffer file, int at, int length) {
        var bytes = new byte[length];
        file.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static long threeBytes(ByteBuffer file, int at) {
        return Byte.toUnsignedLong(file.get(at))
                | Byte.toUnsignedLong(file.get(at + 1)) << 8
                | Byte.toUnsignedLong(file.get(at + 2)) << 16;
    }
}
