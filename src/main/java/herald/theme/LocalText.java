package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * Words of staff in the language that was found for the reader.
 *
 * @param text plain
 * @param language of {@code text}, for {@code lang}
 * @param note an honest word when that is not the page's language, "Only in Korean"; null when it is
 */
public record LocalText(
        String text, String language, @Nullable String note) {}
