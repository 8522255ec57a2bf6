package herald.staff;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) as a PHC string. Two hashes are made at once and no more, so that a flood of sign-ins takes neither the memory
 * nor the processors from posting and reading.
 */
@Singleton
class Passwords {

    /** OWASP's least for Argon2id: 19 MiB, two passes, one lane. */
    private static final int KIBIBYTES = 19 * 1024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Semaphore turns = new Semaphore(2, true);
    private final String nobodys = hash(Secret.random());

    /** What is wrong with a new password, in words; empty when it will do. */
    static List<String> problems(String password, String email) {
        var problems = new ArrayList<String>();
        if (password.codePointCount(0, password.length()) < SHORTEST || password.length() > LONGEST) {
            problems.add("Password: choose " + SHORTEST + " to " + LONGEST + " characters; a few words are best.");
        }
        if (password.equalsIgnoreCase(email)) {
            problems.add("Password: it must not be the e-mail address.");
        }
        return problems;
    }

    /** @throws TooBusyException when too many others wait for a hash */
    String hash(String password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var hash = argon2id(password, salt, KIBIBYTES, PASSES, LANES, HASH_BYTES);
        var text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + KIBIBYTES + ",t=" + PASSES + ",p=" + LANES + "$" + text.encodeToString(salt) + "$"
                + text.encodeToString(hash);
    }

    /**
     * Whether {@code password} is the one that was hashed; takes as long for nobody as for somebody.
     *
     * @param phc null for nobody
     * @throws TooBusyException when too many others wait for a hash
     */
    boolean matches(String password, @Nullable String phc) {
        var stored = PHC.matcher(phc == null ? nobodys : phc);
        if (!stored.matches()) {
            throw new IllegalStateException("a stored password hash is not Argon2id in PHC form");
        }
        var salt = Base64.getDecoder().decode(stored.group(4));
        var expected = Base64.getDecoder().decode(stored.group(5));
        var found = argon2id(
                password,
                salt,
                Integer.parseInt(stored.group(1)),
                Integer.parseInt(stored.group(2)),
                Integer.parseInt(stored.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, found) && phc != null;
    }

    private byte[] argon2id(String password, byte[] salt, int kibibytes, int passes, int lanes, int length) {
        takeTurn();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withSalt(salt)
                    .withMemoryAsKB(kibibytes)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .build());
            var hash = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooBusyException();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TooBusyException();
        }
    }
}
