package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What every public page carries around its content.
 *
 * @param pageName the page's own
 * @param language of the page's own words, {@code ko}
 * @param direction {@code ltr} or {@code rtl}
 * @param languages this very page in each of the page's languages; one entry when there is only one
 * @param links where its links lead
 * @param assets the theme's files
 * @param version the snapshot's number; the script compares it to see whether the page has changed
 * @param asOf when this copy was made
 * @param expectBy when a newer copy is made at the latest, so that a copy on another host shows its age; null on pages that rest
 * @param social what a link to this page shows elsewhere
 */
public record Site(
        String pageName,
        String language,
        String direction,
        List<LanguageLink> languages,
        SiteLinks links,
        SiteAssets assets,
        String version,
        Moment asOf,
        @Nullable Moment expectBy,
        SocialView social) {}
