package herald.publish;

/** The database holds an older version of a page than readers have already seen; a restored one may. */
final class OlderThanShownException extends RuntimeException {

    OlderThanShownException(PageSnapshot next, PageSnapshot shown) {
        super("the database is at version " + next.version() + " of it, and readers have already seen version "
                + shown.version()
                + ". A page never goes back: after restoring an older database delete the page's folder"
                + " under snapshots/ in the data directory and start again.");
    }
}
