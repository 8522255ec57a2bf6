package herald.theme;

/**
 * This page in another language.
 *
 * @param code {@code ko}
 * @param name in that language itself: "한국어"
 * @param href this very page in it
 * @param current whether it is the one being read
 */
public record LanguageLink(String code, String name, String href, boolean current) {}
