package herald.delivery;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets that rest in the database: AES-256-GCM with a fresh nonce, under the key of {@code HERALD_SECRET_KEY}, or of a key
 * made once in the data directory. What is sealed names its key, so that a wrong one is told from a broken row.
 */
@Singleton
public class SecretBox {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;

    /** The key that seals, and with it one that still opens while keys are changed. */
    private final Key key;

    private final Optional<Key> previous;

    private record Key(SecretKeySpec aes, String id) {

        static Key of(String secret) {
            var digest = sha256(secret.strip().getBytes(StandardCharsets.UTF_8));
            return new Key(new SecretKeySpec(digest, "AES"), HexFormat.of().formatHex(sha256(digest), 0, 4));
        }
    }

    /**
     * @param given null or blank for the key in the data directory
     * @param previous the key before it; null or blank for none
     */
    public SecretBox(
            @Nullable @Value("${herald.secret-key:}") String given,
            @Nullable @Value("${herald.secret-key-previous:}") String previous,
            @Value("${herald.data-dir:./data}") Path dataDirectory) {
        this.key = Key.of(given == null || given.isBlank() ? fromFile(dataDirectory.resolve("secret.key")) : given);
        this.previous = Optional.ofNullable(previous)
                .filter(secret -> !secret.isBlank())
                .map(Key::of)
                .filter(before -> !before.id().equals(key.id()));
    }

    /** {@code plain}, sealed; bound to {@code owner}, so that it cannot be moved to another row. */
    String seal(String plain, String owner) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            var bytes = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, bytes, nonce.length, sealed.length);
            return "1." + key.id() + "." + Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws SecretLostException when it was sealed under another key, or changed since */
    String open(String sealed, String owner) {
        var parts = sealed.split("\\.", 3);
        if (parts.length != 3) {
            throw new SecretLostException();
        }
        var sealing = Stream.concat(Stream.of(key), previous.stream())
                .filter(known -> known.id().equals(parts[1]))
                .findFirst()
                .orElseThrow(SecretLostException::new);
        var bytes = Base64.getDecoder().decode(parts[2]);
        try {
            var plain = cipher(Cipher.DECRYPT_MODE, sealing, Arrays.copyOf(bytes, NONCE), owner)
                    .doFinal(bytes, NONCE, bytes.length - NONCE);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException changed) {
            throw new SecretLostException();
        }
    }

    /** Settings that cannot be read with the key at hand. */
    public static final class SecretLostException extends RuntimeException {
        SecretLostException() {
            super("The account's settings were sealed under another key. Start Herald with the HERALD_SECRET_KEY (or"
                    + " the data/secret.key) it had, or enter the account's keys anew.");
        }
    }

    /** Whether {@code sealed} opens with the key that seals now. */
    boolean isCurrent(String sealed) {
        return sealed.startsWith("1." + key.id() + ".");
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.aes(), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String fromFile(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(bytes), StandardOpenOption.SYNC);
            } catch (FileAlreadyExistsException known) {
                return Files.readString(file).strip();
            }
            return HexFormat.of().formatHex(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The secret key could not be read or made at " + file
                            + "; let Herald write there, or set HERALD_SECRET_KEY.",
                    failure);
        }
    }
}
