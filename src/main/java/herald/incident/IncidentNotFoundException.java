package herald.incident;

/** There is no incident, or no update of it, with that id on the page. */
public final class IncidentNotFoundException extends RuntimeException {
    IncidentNotFoundException(String id) {
        super("There is no incident or incident update with the id " + id + " on this page.");
    }
}
