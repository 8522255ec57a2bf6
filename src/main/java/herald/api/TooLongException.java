package herald.api;

/** A request's body is longer than any that makes sense here. */
final class TooLongException extends RuntimeException {
    TooLongException(int limit) {
        super("The request's body is longer than " + limit + " bytes.");
    }
}
