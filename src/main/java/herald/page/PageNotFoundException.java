package herald.page;

/** There is no page with that id. */
public final class PageNotFoundException extends RuntimeException {
    public PageNotFoundException(String id) {
        super("There is no page with the id " + id + ".");
    }
}
