package herald.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;

/**
 * An incident or a scheduled maintenance with all that was said of it, in Statuspage's order.
 *
 * @param incidentImpacts always empty: it belongs to products that are not ours
 * @param status without Herald's own stage, which is {@code herald.stage}
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record IncidentView(
        String id,
        List<ComponentView> components,
        String createdAt,
        String impact,
        @Nullable String impactOverride,
        List<UpdateView> incidentUpdates,
        List<String> incidentImpacts,
        Map<String, Object> metadata,
        @Nullable String monitoringAt,
        String name,
        String pageId,
        @Nullable String postmortemBody,
        @Nullable String postmortemBodyLastUpdatedAt,
        boolean postmortemIgnored,
        boolean postmortemNotifiedSubscribers,
        boolean postmortemNotifiedTwitter,
        @Nullable String postmortemPublishedAt,
        @Nullable String resolvedAt,
        boolean scheduledAutoCompleted,
        boolean scheduledAutoInProgress,
        @Nullable String scheduledFor,
        @Nullable Boolean autoTransitionDeliverNotificationsAtEnd,
        @Nullable Boolean autoTransitionDeliverNotificationsAtStart,
        @Nullable Boolean autoTransitionToMaintenanceState,
        @Nullable Boolean autoTransitionToOperationalState,
        boolean scheduledRemindPrior,
        @Nullable String scheduledRemindedAt,
        @Nullable String scheduledUntil,
        String shortlink,
        String status,
        String updatedAt,
        @Nullable String reminderIntervals,
        String startedAt,
        boolean backfilled,
        Herald herald) {

    /**
     * What Herald adds.
     *
     * @param version what {@code If-Match} is compared with
     * @param names by language
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Herald(
            String stage,
            @Nullable String nextUpdateAt,
            @Nullable String impactStartedAt,
            @Nullable String impactEndedAt,
            @Nullable String scope,
            @Nullable String scopeNote,
            Map<String, String> names,
            long version) {}
}
