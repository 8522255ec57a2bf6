package herald.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret shared with a receiver, of which the decoded bytes are the key. */
final class WebhookKey {

    private static final String PREFIX = "whsec_";

    private final SecretKeySpec key;

    private WebhookKey(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    static boolean isOne(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return false;
        }
        try {
            int length = decoded(secret).length;
            return length >= 24 && length <= 64;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static WebhookKey of(String secret) {
        return new WebhookKey(decoded(secret));
    }

    /** {@code v1,} and the signature of what a receiver is to check: the event's id, the attempt's time in seconds, the body's bytes. */
    String signature(String id, long timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] decoded(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return "WebhookKey";
    }
}
