package herald.theme;

/**
 * An incident by its name, where only a link to it fits.
 *
 * @param href its own page
 * @param name for this reader
 */
public record LinkView(String href, LocalText name) {}
