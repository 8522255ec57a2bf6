package herald.database;

/** The idempotency key was used for another request; nothing was written for this one. */
public final class KeyReusedException extends RuntimeException {
    KeyReusedException() {
        super("This Idempotency-Key was used for another request within the last day. Use a new key for each write,"
                + " and the same one only to repeat it.");
    }
}
