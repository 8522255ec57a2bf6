package herald.theme;

import java.util.List;

/**
 * What every public page carries around its content.
 *
 * @param language of the page's own words, {@code ko}
 * @param direction {@code ltr} or {@code rtl}
 * @param languages this very page in each of the page's languages; one entry when there is only one
 * @param version the snapshot's number; the script compares it to see whether the page has changed
 * @param asOf when this copy was made
 */
public record Site(
        String pageName,
        String language,
        String direction,
        List<LanguageLink> languages,
        SiteLinks links,
        SiteAssets assets,
        String version,
        Moment asOf) {}
