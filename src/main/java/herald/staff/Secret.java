package herald.staff;

import herald.page.PublicId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Random words that open something. Only their hash is stored: 158 bits need no slow one. */
final class Secret {

    private static final int LENGTH = 32;

    private Secret() {}

    static String random() {
        return PublicId.random(LENGTH);
    }

    /** SHA-256 in 64 hexadecimal digits. */
    static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
