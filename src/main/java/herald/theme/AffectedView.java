package herald.theme;

/** A component an incident touches, with the status the incident gave it last. */
public record AffectedView(String name, Label status) {}
