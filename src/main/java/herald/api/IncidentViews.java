package herald.api;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.ComponentTexts;
import herald.component.Components;
import herald.incident.Postmortem;
import herald.incident.Scope;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.page.Page;
import herald.page.PageNotFoundException;
import herald.page.Pages;
import herald.page.PublicAddress;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes incidents as v1 shows them. */
@Singleton
class IncidentViews {

    private static final Comparator<Told> NEWEST_FIRST = Comparator.<Told, java.time.Instant>comparing(
                    told -> told.update().displayAt())
            .thenComparingInt(told -> told.update().sequence())
            .reversed();

    private final Pages pages;
    private final Components components;
    private final PublicAddress address;

    IncidentViews(Pages pages, Components components, PublicAddress address) {
        this.pages = pages;
        this.components = components;
        this.address = address;
    }

    IncidentView of(Story story) {
        long pageId = story.incident().pageId();
        return of(pages.byId(pageId).orElseThrow(() -> new PageNotFoundException("of the incident")), story);
    }

    IncidentView of(Page page, Story story) {
        return of(page, List.of(story)).getFirst();
    }

    List<IncidentView> of(Page page, List<Story> stories) {
        var all = components.ofPage(page.id());
        var groups = components.groupsOfPage(page.id());
        var texts = components.textsOfPage(page.id());
        return stories.stream()
                .map(story -> of(page, story, all, groups, texts))
                .toList();
    }

    private IncidentView of(
            Page page, Story story, List<Component> all, List<ComponentGroup> groups, ComponentTexts texts) {
        var incident = story.incident();
        var postmortem = Optional.ofNullable(story.postmortem());
        return new IncidentView(
                incident.code(),
                all.stream()
                        .filter(component -> story.componentIds().contains(component.id()))
                        .map(component -> ComponentView.of(page, component, groups, texts))
                        .toList(),
                Times.text(incident.createdAt()),
                incident.effectiveImpact().word(),
                incident.impactOverride() == null
                        ? null
                        : incident.impactOverride().word(),
                story.updates().stream()
                        .sorted(NEWEST_FIRST)
                        .map(told -> UpdateView.of(page, story, told))
                        .toList(),
                List.of(),
                Map.of(),
                Times.orNull(incident.monitoringAt()),
                story.name(page.firstLanguage(), page.languageList()),
                page.code(),
                postmortem.map(Postmortem::body).orElse(null),
                postmortem.map(Postmortem::bodyUpdatedAt).map(Times::text).orElse(null),
                false,
                false,
                false,
                postmortem.map(Postmortem::publishedAt).map(Times::text).orElse(null),
                Times.orNull(incident.resolvedAt()),
                false,
                false,
                Times.orNull(incident.scheduledFor()),
                null,
                null,
                null,
                null,
                false,
                null,
                Times.orNull(incident.scheduledUntil()),
                address.of(page) + "/i/" + incident.code(),
                story.standardStage(incident.lastSequence()).word(),
                Times.text(incident.updatedAt()),
                null,
                Times.text(incident.startedAt()),
                false,
                new IncidentView.Herald(
                        incident.stage().word(),
                        Times.orNull(incident.nextUpdateAt()),
                        Times.orNull(incident.impactStartedAt()),
                        Times.orNull(incident.impactEndedAt()),
                        Optional.ofNullable(incident.scope()).map(Scope::word).orElse(null),
                        incident.scopeNote(),
                        story.names(),
                        incident.version()));
    }
}
