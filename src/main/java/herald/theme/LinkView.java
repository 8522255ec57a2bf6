package herald.theme;

/** An incident by its name, where only a link to it fits. */
public record LinkView(String href, LocalText name) {}
