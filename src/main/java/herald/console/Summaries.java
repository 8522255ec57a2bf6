package herald.console;

import herald.incident.Incident;
import herald.incident.Story;
import herald.markdown.Markdown;
import herald.page.Page;
import herald.page.PublicAddress;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says of incidents what staff look for first. */
@Singleton
class Summaries {

    private static final int SHORT = 220;

    private final PublicAddress address;
    private final Clock clock;

    Summaries(PublicAddress address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    List<Summary> of(Page page, List<Story> stories) {
        return stories.stream().map(story -> of(page, story)).toList();
    }

    Summary of(Page page, Story story) {
        var now = clock.instant();
        var zone = page.zone();
        var incident = story.incident();
        var latest = story.latest();
        var said = latest.map(told -> told.update().createdAt()).orElse(incident.createdAt());
        return new Summary(
                incident.code(),
                story.name(page.firstLanguage(), page.languageList()),
                incident.stage().word(),
                incident.effectiveImpact().word(),
                incident.isOpen(),
                incident.isMaintenance(),
                latest.map(told ->
                                shortened(Markdown.toPlainText(told.body(page.firstLanguage(), page.languageList()))))
                        .orElse(""),
                When.there(said, now, zone),
                When.length(Duration.between(said, now)),
                incident.isOpen() ? When.of(incident.nextUpdateAt(), now, zone) : null,
                incident.isOpen()
                        && incident.nextUpdateAt() != null
                        && incident.nextUpdateAt().isBefore(now),
                When.there(incident.startedAt(), now, zone),
                window(page, incident, now),
                schedule(page, incident, now),
                incident.scope() == null ? null : incident.scope().word(),
                incident.scopeNote(),
                address.of(page) + "/incidents/" + incident.code());
    }

    private static @Nullable String window(Page page, Incident incident, Instant now) {
        if (incident.impactStartedAt() == null) {
            return null;
        }
        return incident.impactEndedAt() == null
                ? "since "
                        + When.there(incident.impactStartedAt(), now, page.zone())
                                .text()
                : When.span(incident.impactStartedAt(), incident.impactEndedAt(), now, page.zone());
    }

    private static @Nullable String schedule(Page page, Incident incident, Instant now) {
        if (incident.scheduledFor() == null || incident.scheduledUntil() == null) {
            return null;
        }
        return When.span(incident.scheduledFor(), incident.scheduledUntil(), now, page.zone());
    }

    private static String shortened(String text) {
        return Markdown.shortened(text.strip().replaceAll("\\s+", " "), SHORT);
    }
}
