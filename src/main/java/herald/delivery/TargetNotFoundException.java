package herald.delivery;

/** There is no target, or no delivery, with that id on the page. */
public final class TargetNotFoundException extends RuntimeException {
    TargetNotFoundException(String what, String id) {
        super("There is no " + what + " with the id " + id + " on this page.");
    }
}
