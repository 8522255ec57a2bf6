package herald.console;

/**
 * A language the page speaks.
 *
 * @param code BCP 47
 * @param name as its own speakers call it
 * @param first whether it is the page's own
 */
public record LanguageField(String code, String name, boolean first) {}
