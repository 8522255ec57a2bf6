package herald.page;

import java.security.SecureRandom;

/** Ids as the world sees them: 12 characters without vowels, so that no word is spelt by chance. */
public final class PublicId {

    private static final String ALPHABET = "0123456789bcdfghjklmnpqrstvwxyz";
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PublicId() {}

    public static String random() {
        return random(LENGTH);
    }

    /** {@code length} characters of the same alphabet, each worth 4.95 bits; 26 of them make a secret of 128. */
    public static String random(int length) {
        var id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** A row's number written as a public id, for rows that only staff may see. */
    public static String of(long number) {
        var id = new char[LENGTH];
        long rest = number;
        for (int i = LENGTH - 1; i >= 0; i--) {
            id[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(id);
    }

    /** The number that {@link #of} wrote, or -1 for anything else. */
    public static long number(String id) {
        if (id.length() != LENGTH) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = ALPHABET.indexOf(id.charAt(i));
            if (digit < 0) {
                return -1;
            }
            number = number * ALPHABET.length() + digit;
        }
        return number;
    }
}
