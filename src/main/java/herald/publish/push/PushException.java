package herald.publish.push;

/** A target does not take what it is given. The message says why, and how to mend it, for staff. */
final class PushException extends RuntimeException {

    PushException(String message) {
        super(message);
    }

    PushException(String message, Throwable cause) {
        super(message, cause);
    }
}
