package herald.operator;

import herald.delivery.SecretBox;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.Map;

/**
 * The keys as the server's settings name them.
 *
 * @param key empty for the one in the data directory
 * @param previous empty for none
 */
record SecretSettings(String key, String previous) {

    /** @param settings those that win over all others */
    static SecretSettings of(Map<String, Object> settings) {
        try (var context = ApplicationContext.builder().properties(settings).build()) {
            var environment = context.getEnvironment().start();
            return new SecretSettings(
                    environment.getProperty("herald.secret-key", String.class).orElse(""),
                    environment
                            .getProperty("herald.secret-key-previous", String.class)
                            .orElse(""));
        }
    }

    SecretBox box(Path dataDirectory) {
        return new SecretBox(key, previous, dataDirectory);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SecretSettings[]";
    }
}
