package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * Addresses of the theme's files, each with the hash of its content in the name, and the colours that style sheets cannot give.
 *
 * @param stylesheet {@code page.css}
 * @param script {@code page.js}
 * @param favicon of the page's state
 * @param logo shown in the bar, with the page's name as its words; null when the theme has none
 * @param logoDark the same for the dark; null when there is none, and {@code logo} is shown there on a light ground
 * @param tints for {@code theme-color}
 */
public record SiteAssets(
        String stylesheet,
        String script,
        String favicon,
        @Nullable String logo,
        @Nullable String logoDark,
        Tints tints) {}
