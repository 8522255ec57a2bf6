package herald.designer;

/** A command cannot do what was asked; the message says why, and what to do instead. */
final class CommandException extends RuntimeException {
    CommandException(String message) {
        super(message);
    }
}
