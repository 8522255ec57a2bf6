package herald.staff;

/** So many people sign in at this moment that one more would have to wait too long. */
public final class TooBusyException extends RuntimeException {
    TooBusyException() {
        super("Too many people are signing in at this moment. Please try again in a few seconds.");
    }
}
