package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One public document, ready to be sent. Kept compressed where that is smaller: of the thousands there are, few are asked for, and
 * nearly all of those by readers who take them so.
 */
public final class Document {

    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json; charset=utf-8";
    static final String ATOM = "application/atom+xml; charset=utf-8";

    private final String contentType;
    private final Caching caching;
    private final byte[] stored;
    private final boolean compressed;
    private final String hash;
    private @Nullable String object;
    private @Nullable Object inputs;

    private Document(String contentType, Caching caching, byte[] stored, boolean compressed, String hash) {
        this.contentType = contentType;
        this.caching = caching;
        this.stored = stored;
        this.compressed = compressed;
        this.hash = hash;
    }

    public static Document of(String contentType, Caching caching, byte[] bytes) {
        byte[] smaller = gzip(bytes);
        boolean compressed = smaller.length < bytes.length;
        return new Document(contentType, caching, compressed ? smaller : bytes, compressed, hash(bytes));
    }

    static Document html(String text) {
        return of(HTML, Caching.PAGE, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As it was kept; {@code stored} is believed to be what it says. */
    static Document restored(String contentType, Caching caching, byte[] stored, boolean compressed, String hash) {
        return new Document(contentType, caching, stored, compressed, hash);
    }

    public String contentType() {
        return contentType;
    }

    public Caching caching() {
        return caching;
    }

    /** As they are: those that are kept compressed are made anew by each call. */
    public byte[] bytes() {
        return compressed ? inflated(stored) : stored;
    }

    /** The same, smaller; null when that is not smaller. */
    public @Nullable byte[] gzip() {
        return compressed ? stored : null;
    }

    /** SHA-256 of {@link #bytes}, in hexadecimal. */
    public String hash() {
        return hash;
    }

    byte[] stored() {
        return stored;
    }

    /** SHA-256 of {@link #stored}, in hexadecimal. */
    String object() {
        var known = object;
        if (known == null) {
            known = compressed ? hash(stored) : hash;
            object = known;
        }
        return known;
    }

    /** Remembers what it was made of. */
    Document madeOf(Object all) {
        inputs = all;
        return this;
    }

    /** All that it was made of, for the thread that makes documents; null when another process made it. */
    @Nullable
    Object inputs() {
        return inputs;
    }

    public boolean isHtml() {
        return contentType.equals(HTML);
    }

    /** Weak, because the compressed and the plain answer share it (RFC 9110 §8.8.1). */
    public String etag() {
        return "W/\"" + hash.substring(0, 32) + "\"";
    }

    private static byte[] inflated(byte[] compressed) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed), 8192)) {
            return gzip.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
