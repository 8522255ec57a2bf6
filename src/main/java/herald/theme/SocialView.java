package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * What a link to this page shows where somebody posts it.
 *
 * @param title the state in one line
 * @param text two or three lines, plain
 * @param image absolute address of a picture of 1200 by 630; null where there is none
 */
public record SocialView(
        String title, String text, @Nullable String image) {}
