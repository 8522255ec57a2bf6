package herald.publish;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.incident.Incidents;
import herald.incident.NewUpdate;
import herald.page.Page;
import herald.page.PublicAddress;
import herald.theme.ThemeRenderer;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What readers would see if an update were posted. Writes nothing, and refuses nothing that posting would refuse. */
@Singleton
public class PagePreview {

    private final Incidents incidents;
    private final Components components;
    private final PageRenderer renderer;
    private final ThemeRenderer themes;
    private final PublicAddress address;
    private final Clock clock;

    PagePreview(
            Incidents incidents,
            Components components,
            PageRenderer renderer,
            ThemeRenderer themes,
            PublicAddress address,
            Clock clock) {
        this.incidents = incidents;
        this.components = components;
        this.renderer = renderer;
        this.themes = themes;
        this.address = address;
        this.clock = clock;
    }

    /**
     * The incident's page in the page's first language, as HTML.
     *
     * @param incidentCode null for an incident that is not open yet
     * @throws herald.incident.IncidentNotFoundException when the page has no such incident
     */
    public String of(Page page, @Nullable String incidentCode, NewUpdate next) {
        var story = incidents.preview(page, incidentCode, next);
        var statuses = next.details().statuses();
        var all = components.ofPage(page.id()).stream()
                .map(component -> with(component, statuses))
                .toList();
        var data = new PageData(
                page,
                all,
                components.groupsOfPage(page.id()),
                Map.of(),
                components.textsOfPage(page.id()),
                List.of(story));
        var now = clock.instant();
        var edition = new Edition(
                page, themes.theme(page.theme()), address.of(page).toString(), page.firstLanguage(), now, now);
        return renderer.preview(data, edition, story);
    }

    private static Component with(Component component, Map<String, ComponentStatus> statuses) {
        return new Component(
                component.id(),
                component.code(),
                component.pageId(),
                component.groupId(),
                component.name(),
                component.description(),
                statuses.getOrDefault(component.code(), component.status()),
                component.position(),
                component.showcase(),
                component.onlyShowIfDegraded(),
                component.startDate(),
                component.createdAt(),
                component.updatedAt());
    }
}
