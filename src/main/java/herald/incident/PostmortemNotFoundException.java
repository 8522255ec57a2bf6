package herald.incident;

/** The incident has no postmortem. */
public final class PostmortemNotFoundException extends RuntimeException {
    PostmortemNotFoundException(String incidentCode) {
        super("The incident " + incidentCode + " has no postmortem; write a draft first.");
    }
}
