package herald.theme;

/**
 * This page in another language.
 *
 * @param name in that language itself: "한국어"
 */
public record LanguageLink(String code, String name, String href, boolean current) {}
