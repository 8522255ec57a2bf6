package herald.theme;

import io.micronaut.core.annotation.Nullable;

/**
 * What stands in the corner of another site, template {@code embed.ftlh}.
 *
 * @param pageName of the page
 * @param language of the words, {@code ko}
 * @param direction {@code ltr} or {@code rtl}
 * @param notice null when all is well, and nothing is shown
 */
public record EmbedView(
        String pageName,
        String language,
        String direction,
        @Nullable Notice notice) {

    /**
     * An incident or a maintenance in a few words.
     *
     * @param incident names what a reader may have put away
     * @param version differs whenever the words may
     * @param state one of {@link Messages#BANNERS}, the incident's own
     * @param stage of the incident
     * @param name the incident's
     * @param text the latest update, plain and cut short
     * @param href absolute
     * @param postedAt of the latest update
     */
    public record Notice(
            String incident,
            String version,
            String state,
            Label stage,
            LocalText name,
            LocalText text,
            String href,
            Moment postedAt) {}
}
