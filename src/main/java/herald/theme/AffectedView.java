package herald.theme;

/**
 * A component an incident touches.
 *
 * @param name the component's
 * @param status the status the incident gives it now; once the incident is over, the worst it had
 */
public record AffectedView(String name, Label status) {}
