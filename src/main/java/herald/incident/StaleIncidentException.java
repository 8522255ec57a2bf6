package herald.incident;

/** The writer had not seen the incident's last change; nothing was written. */
public final class StaleIncidentException extends RuntimeException {

    private final transient Story now;

    StaleIncidentException(Story now) {
        super("Somebody has changed this incident since you opened it; nothing was posted. Read the newest update,"
                + " then post yours if it still holds.");
        this.now = now;
    }

    /** The incident as it stands. */
    public Story now() {
        return now;
    }
}
