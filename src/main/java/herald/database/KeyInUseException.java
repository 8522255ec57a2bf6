package herald.database;

/** The first request with this idempotency key is still being worked on; nothing was written for this one. */
public final class KeyInUseException extends RuntimeException {
    KeyInUseException() {
        super("The first request with this Idempotency-Key is still being worked on. Ask again in a moment.");
    }
}
