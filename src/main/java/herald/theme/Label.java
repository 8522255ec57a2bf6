package herald.theme;

/**
 * A word of the field as a reader sees it.
 *
 * @param code the API's word in lower case ({@code partial_outage}, {@code investigating}, {@code minor}); names CSS classes
 * @param text the same in the reader's language ("Partial outage")
 */
public record Label(String code, String text) {}
