package herald.publish;

import herald.component.ComponentStatus;
import herald.component.Impact;
import herald.incident.Incident;
import java.time.Instant;

/** The page's one sentence, by its code in {@link herald.theme.Messages#BANNERS}: never milder than an open incident. */
final class Banner {

    private Banner() {}

    static String of(PageData data, Instant now) {
        var open = data.openImpacts();
        var worst = Impact.worstOf(open);
        var said = ofComponents(data);
        if (worst == Impact.CRITICAL) {
            return "major_outage";
        }
        if (!open.isEmpty() && (said.equals("operational") || said.equals("under_maintenance"))) {
            return "incident";
        }
        if (worst == Impact.MAJOR && said.equals("degraded_performance")) {
            return "partial_outage";
        }
        boolean working = data.runningMaintenances(now).findAny().isPresent();
        return working && said.equals("operational") ? "under_maintenance" : said;
    }

    /** How bad one incident's own page looks. */
    static String of(Incident incident) {
        if (!incident.isOpen()) {
            return "operational";
        }
        return switch (incident.effectiveImpact()) {
            case CRITICAL -> "major_outage";
            case MAJOR -> "partial_outage";
            case MINOR -> "degraded_performance";
            case MAINTENANCE -> "under_maintenance";
            case NONE -> "incident";
        };
    }

    private static String ofComponents(PageData data) {
        var statuses = data.statuses();
        var worst = ComponentStatus.worstOf(statuses);
        return switch (worst) {
            case MAJOR_OUTAGE -> statuses.stream().allMatch(worst::equals) ? "major_outage" : "partial_outage";
            case OPERATIONAL, UNDER_MAINTENANCE, DEGRADED_PERFORMANCE, PARTIAL_OUTAGE -> worst.word();
        };
    }
}
