package herald.api;

import herald.page.Page;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/** A page in Statuspage's order; of its many switches Herald has none, and says so with their resting values. */
@Serdeable(naming = SnakeCaseStrategy.class)
record PageView(
        String id,
        String createdAt,
        String updatedAt,
        String name,
        @Nullable String pageDescription,
        @Nullable String headline,
        String branding,
        String subdomain,
        @Nullable String domain,
        @Nullable String url,
        @Nullable String supportUrl,
        boolean hiddenFromSearch,
        boolean allowPageSubscribers,
        boolean allowIncidentSubscribers,
        boolean allowEmailSubscribers,
        boolean allowSmsSubscribers,
        boolean allowRssAtomFeeds,
        boolean allowWebhookSubscribers,
        @Nullable String notificationsFromEmail,
        @Nullable String notificationsEmailFooter,
        int activityScore,
        @Nullable String twitterUsername,
        boolean viewersMustBeTeamMembers,
        @Nullable String ipRestrictions,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country,
        String timeZone,
        @Nullable String cssBodyBackgroundColor,
        @Nullable String cssFontColor,
        @Nullable String cssLightFontColor,
        @Nullable String cssGreens,
        @Nullable String cssYellows,
        @Nullable String cssOranges,
        @Nullable String cssBlues,
        @Nullable String cssReds,
        @Nullable String cssBorderColor,
        @Nullable String cssGraphColor,
        @Nullable String cssLinkColor,
        @Nullable String cssNoData,
        @Nullable String faviconLogo,
        @Nullable String transactionalLogo,
        @Nullable String heroCover,
        @Nullable String emailLogo,
        @Nullable String twitterLogo,
        Herald herald) {

    /**
     * What Herald adds.
     *
     * @param languages the page's own first
     * @param version raised by every public change
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Herald(List<String> languages, String theme, long version) {}

    static PageView of(Page page) {
        return new PageView(
                page.code(),
                Times.text(page.createdAt()),
                Times.text(page.updatedAt()),
                page.name(),
                page.description(),
                null,
                "basic",
                page.code(),
                page.domain(),
                null,
                page.supportUrl(),
                false,
                false,
                false,
                false,
                false,
                true,
                false,
                null,
                null,
                0,
                null,
                false,
                null,
                null,
                null,
                null,
                page.timeZone(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Herald(page.languageList(), page.theme(), page.version()));
    }
}
