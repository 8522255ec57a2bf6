package herald.incident;

import herald.component.Impact;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Transient;
import io.micronaut.data.annotation.Version;
import java.time.Instant;

/**
 * Something going wrong; with a schedule, a scheduled maintenance.
 *
 * @param pageVersion the page's version at this incident's last change
 * @param version raised by every change, so that a writer who did not see the last one is noticed
 * @param impact the worst it has been; never falls by itself
 * @param impactOverride what staff say instead; null for {@code impact}
 * @param startedAt when it began, as the feeds tell it
 * @param monitoringAt when its first update in MONITORING is shown as posted; null before that
 * @param resolvedAt when the update that closed it is shown as posted; null while it is open
 * @param impactStartedAt from when users felt it, apart from when it was posted; null for a maintenance that has not begun
 * @param impactEndedAt until when users felt it; null while they do
 * @param nextUpdateAt when the next word was promised; null for no promise
 * @param scope null where staff did not say
 * @param scopeNote which clients, which regions, in staff's words; null for none
 * @param scheduledFor null for what nobody planned
 * @param scheduledUntil null for what nobody planned
 * @param lastSequence how many updates it has had
 */
@MappedEntity("incident")
public record Incident(
        @Id @GeneratedValue @Nullable Long id,
        String code,
        long pageId,
        long pageVersion,
        @Version long version,
        Stage stage,
        Impact impact,
        @Nullable Impact impactOverride,
        Instant startedAt,
        @Nullable Instant monitoringAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant impactStartedAt,
        @Nullable Instant impactEndedAt,
        @Nullable Instant nextUpdateAt,
        @Nullable Scope scope,
        @Nullable String scopeNote,
        @Nullable Instant scheduledFor,
        @Nullable Instant scheduledUntil,
        int lastSequence,
        Instant createdAt,
        Instant updatedAt) {

    @Transient
    public boolean isMaintenance() {
        return scheduledFor != null;
    }

    @Transient
    public boolean isOpen() {
        return stage.isOpen();
    }

    /** What it counts as: staff's word where they gave one. */
    @Transient
    public Impact effectiveImpact() {
        return impactOverride == null ? impact : impactOverride;
    }

    /** This incident as it stands once an update has been posted. Reopening clears when it was closed and when users stopped feeling it. */
    Incident after(Stage next, Details details, Impact peak, Instant shownAt, Instant now) {
        boolean reopened = !stage.isOpen() && next.isOpen();
        var monitoring = monitoringAt == null && next == Stage.MONITORING ? shownAt : monitoringAt;
        var resolved = next.isOpen() ? null : stage.isOpen() || resolvedAt == null ? shownAt : resolvedAt;
        var felt = details.impactStartedAt() != null
                ? details.impactStartedAt()
                : impactStartedAt != null ? impactStartedAt : feltFrom(next, shownAt);
        var feltUntil = details.impactEndedAt() != null
                ? details.impactEndedAt()
                : next.isOpen() ? reopened ? null : impactEndedAt : impactEndedAt == null ? shownAt : impactEndedAt;
        return new Incident(
                id,
                code,
                pageId,
                pageVersion,
                version,
                next,
                peak,
                details.impactOverrideOr(impactOverride),
                startedAt,
                monitoring,
                resolved,
                felt,
                feltUntil,
                next.isOpen() ? details.nextUpdateAt() : null,
                details.scopeOr(scope),
                details.scopeNoteOr(scopeNote),
                details.scheduledFor() == null ? scheduledFor : details.scheduledFor(),
                details.scheduledUntil() == null ? scheduledUntil : details.scheduledUntil(),
                lastSequence + 1,
                createdAt,
                now);
    }

    /** This incident with details changed and nothing posted. */
    Incident with(Details details, Impact peak, Instant now) {
        return new Incident(
                id,
                code,
                pageId,
                pageVersion,
                version,
                stage,
                peak,
                details.impactOverrideOr(impactOverride),
                startedAt,
                monitoringAt,
                resolvedAt,
                details.impactStartedAt() == null ? impactStartedAt : details.impactStartedAt(),
                details.impactEndedAt() == null ? impactEndedAt : details.impactEndedAt(),
                details.nextUpdateAt() == null ? nextUpdateAt : details.nextUpdateAt(),
                details.scopeOr(scope),
                details.scopeNoteOr(scopeNote),
                details.scheduledFor() == null ? scheduledFor : details.scheduledFor(),
                details.scheduledUntil() == null ? scheduledUntil : details.scheduledUntil(),
                lastSequence,
                createdAt,
                now);
    }

    /**
     * This incident once its newest update is taken back.
     *
     * @param before the update that is the newest then; null when none is left: it is over then, and nobody felt it
     */
    Incident withdrawn(@Nullable IncidentUpdate before, Impact peak, @Nullable Instant closed, Instant now) {
        boolean gone = before == null;
        var over = isMaintenance() ? Stage.COMPLETED : Stage.RESOLVED;
        boolean reopened = !stage.isOpen() && !gone && before.stage().isOpen();
        return new Incident(
                id,
                code,
                pageId,
                pageVersion,
                version,
                gone ? over : before.stage(),
                gone && !isMaintenance() ? Impact.NONE : peak,
                gone ? null : impactOverride,
                startedAt,
                gone || monitoringAt == null || monitoringAt.isAfter(before.displayAt()) ? null : monitoringAt,
                gone ? now : closed,
                impactStartedAt,
                gone ? impactStartedAt : reopened ? null : impactEndedAt,
                gone ? null : before.nextUpdateAt(),
                scope,
                scopeNote,
                scheduledFor,
                scheduledUntil,
                lastSequence,
                createdAt,
                now);
    }

    Incident at(long nextPageVersion) {
        return new Incident(
                id,
                code,
                pageId,
                nextPageVersion,
                version,
                stage,
                impact,
                impactOverride,
                startedAt,
                monitoringAt,
                resolvedAt,
                impactStartedAt,
                impactEndedAt,
                nextUpdateAt,
                scope,
                scopeNote,
                scheduledFor,
                scheduledUntil,
                lastSequence,
                createdAt,
                updatedAt);
    }

    Incident shown(@Nullable Instant monitoring, @Nullable Instant resolved, Instant now) {
        return new Incident(
                id,
                code,
                pageId,
                pageVersion,
                version,
                stage,
                impact,
                impactOverride,
                startedAt,
                monitoring,
                resolved,
                impactStartedAt,
                impactEndedAt,
                nextUpdateAt,
                scope,
                scopeNote,
                scheduledFor,
                scheduledUntil,
                lastSequence,
                createdAt,
                now);
    }

    private @Nullable Instant feltFrom(Stage next, Instant shownAt) {
        return next == Stage.SCHEDULED ? null : isMaintenance() ? shownAt : startedAt;
    }
}
