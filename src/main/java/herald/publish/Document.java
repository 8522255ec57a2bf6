package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * One public document, ready to be sent.
 *
 * @param bytes as they are
 * @param gzip the same, smaller; null when that is not smaller
 * @param hash SHA-256 of {@code bytes}, in hexadecimal
 */
public record Document(
        String contentType,
        Caching caching,
        byte[] bytes,
        @Nullable byte[] gzip,
        String hash) {

    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json; charset=utf-8";
    static final String ATOM = "application/atom+xml; charset=utf-8";

    static Document of(String contentType, Caching caching, byte[] bytes) {
        byte[] smaller = gzip(bytes);
        return new Document(contentType, caching, bytes, smaller.length < bytes.length ? smaller : null, hash(bytes));
    }

    static Document html(String text) {
        return of(HTML, Caching.PAGE, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Weak, because the compressed and the plain answer share it (RFC 9110 §8.8.1). */
    public String etag() {
        return "W/\"" + hash.substring(0, 32) + "\"";
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
