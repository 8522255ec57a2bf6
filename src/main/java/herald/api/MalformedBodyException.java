package herald.api;

/** A request's body is not what it claims to be. */
final class MalformedBodyException extends RuntimeException {
    MalformedBodyException(String message) {
        super(message);
    }
}
