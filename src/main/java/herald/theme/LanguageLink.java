package herald.theme;

/**
 * This page in another language.
 *
 * @param code {@code ko}
 * @param name in that language itself: "한국어"
 * @param href this very page in it
 * @param current whether it is the one being read
 * @param offer that the page is there in that language, said in it: "이 페이지는 한국어로도 보실 수 있습니다"; the script shows it once to
 *     readers of that language
 * @param dismiss the word on the button that takes the offer away, in that language too
 */
public record LanguageLink(String code, String name, String href, boolean current, String offer, String dismiss) {}
