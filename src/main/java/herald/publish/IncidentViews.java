package herald.publish;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.incident.AffectedComponent;
import herald.incident.Incident;
import herald.incident.IncidentUpdate;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.incident.UpdateText;
import herald.markdown.Markdown;
import herald.theme.AffectedView;
import herald.theme.EarlierText;
import herald.theme.IncidentView;
import herald.theme.PromiseView;
import herald.theme.Span;
import herald.theme.UpdateView;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Incidents and their updates as readers of one language see them. */
final class IncidentViews {

    private record Inputs(Look look, List<String> names, Story story) {}

    private final Draft draft;
    private final PageData data;
    private final Edition edition;

    IncidentViews(Draft draft) {
        this.draft = draft;
        this.data = draft.data();
        this.edition = draft.edition();
    }

    static String path(Story story) {
        return "/incidents/" + story.incident().code();
    }

    /** The same as the last time, where neither the story nor what is around it has changed since it was over. */
    IncidentView of(Story story) {
        return story.incident().isOpen()
                ? make(story)
                : draft.rendering()
                        .piece(
                                "incident:" + edition.language() + ":"
                                        + story.incident().id(),
                                new Inputs(draft.look(), draft.names(), story),
                                () -> make(story));
    }

    private IncidentView make(Story story) {
        var incident = story.incident();
        var words = edition.words();
        return new IncidentView(
                incident.code(),
                edition.at(path(story)),
                edition.choose(story.names()),
                words.stage(incident.stage().word()),
                words.impact(incident.effectiveImpact().word()),
                incident.isOpen(),
                story.updates().reversed().stream()
                        .map(told -> update(story, told))
                        .toList(),
                affected(story),
                scope(incident),
                span(incident.impactStartedAt(), incident.impactEndedAt()),
                posted(story),
                promise(incident),
                span(incident.scheduledFor(), incident.scheduledUntil()));
    }

    /**
     * What it touches: with their present status while it is open, with the worst it gave them once it is over. Components that
     * have left the page keep the name they had.
     */
    List<AffectedView> affected(Story story) {
        var views = new ArrayList<AffectedView>();
        for (var component : data.touchedBy(story)) {
            var status = story.incident().isOpen() ? component.status() : worst(story, component);
            views.add(new AffectedView(
                    data.fullName(component, edition.language()),
                    edition.words().status(status.word())));
        }
        story.latest().stream()
                .flatMap(told -> told.components().stream())
                .filter(gone -> !data.hasComponent(gone.componentCode()))
                .forEach(gone -> views.add(new AffectedView(
                        gone.name(), edition.words().status(gone.newStatus().word()))));
        return List.copyOf(views);
    }

    private static ComponentStatus worst(Story story, Component component) {
        return ComponentStatus.worstOf(story.standing().stream()
                .flatMap(told -> told.components().stream())
                .filter(affected -> affected.componentCode().equals(component.code()))
                .map(AffectedComponent::newStatus)
                .toList());
    }

    private UpdateView update(Story story, Told told) {
        var update = told.update();
        var text = edition.said(told);
        var revisions = (told.isWithdrawn() ? List.<UpdateText>of() : told.texts())
                .stream()
                        .filter(t -> t.language().equals(text.language()))
                        .sorted(Comparator.comparingInt(UpdateText::revision))
                        .toList();
        return new UpdateView(
                update.code(),
                edition.at(path(story)) + "#" + update.code(),
                edition.words().stage(update.stage().word()),
                Markdown.toHtml(text.text()),
                text.language(),
                text.note(),
                edition.moment(update.displayAt()),
                revisions.size() > 1 ? edition.moment(revisions.getLast().writtenAt()) : null,
                earlier(revisions));
    }

    private List<EarlierText> earlier(List<UpdateText> revisions) {
        var earlier = new ArrayList<EarlierText>();
        for (int i = revisions.size() - 2; i >= 0; i--) {
            earlier.add(new EarlierText(
                    Markdown.toHtml(revisions.get(i).body()),
                    edition.moment(revisions.get(i + 1).writtenAt())));
        }
        return earlier;
    }

    private @Nullable String scope(Incident incident) {
        var said = Stream.of(
                        incident.scope() == null
                                ? null
                                : edition.words().scope(incident.scope().word()),
                        incident.scopeNote())
                .filter(Objects::nonNull)
                .toList();
        return said.isEmpty() ? null : String.join(" · ", said);
    }

    private @Nullable PromiseView promise(Incident incident) {
        return incident.nextUpdateAt() == null || !incident.isOpen()
                ? null
                : edition.words().promise(incident.nextUpdateAt(), edition.now(), edition.zone());
    }

    private Span posted(Story story) {
        var shown = story.updates().stream()
                .map(Told::update)
                .map(IncidentUpdate::displayAt)
                .sorted()
                .toList();
        return edition.words().span(shown.getFirst(), shown.getLast(), edition.zone());
    }

    private @Nullable Span span(@Nullable Instant from, @Nullable Instant until) {
        return from == null ? null : edition.words().span(from, until, edition.zone());
    }
}
