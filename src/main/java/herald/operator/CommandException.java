package herald.operator;

/** A command cannot do its work; the message says why and how to mend it. */
final class CommandException extends RuntimeException {
    CommandException(String message) {
        super(message);
    }
}
