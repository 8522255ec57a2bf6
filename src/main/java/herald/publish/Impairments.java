package herald.publish;

import herald.component.Component;
import herald.component.ComponentStatus;
import herald.component.Impairment;
import herald.incident.Story;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What users felt of a component through an incident: from when to when as the impact window says, how badly as its updates say.
 * The first impaired status counts from the window's beginning, each later one from when its update is shown as posted.
 */
final class Impairments {

    private record Step(Instant from, ComponentStatus status) {}

    private Impairments() {}

    static List<Impairment> of(Component component, List<Story> stories) {
        return stories.stream()
                .filter(story -> story.incident().impactStartedAt() != null)
                .flatMap(story -> of(component, story).stream())
                .toList();
    }

    private static List<Impairment> of(Component component, Story story) {
        var incident = story.incident();
        var steps = steps(component, story, incident.impactStartedAt(), incident.impactEndedAt());
        var impairments = new ArrayList<Impairment>();
        var left =
                steps.isEmpty() ? ComponentStatus.OPERATIONAL : steps.getLast().status();
        for (int i = 0; i < steps.size(); i++) {
            var until = i + 1 < steps.size() ? steps.get(i + 1).from() : incident.impactEndedAt();
            impairments.add(new Impairment(
                    incident.id(), steps.get(i).from(), until, steps.get(i).status(), incident.resolvedAt(), left));
        }
        return impairments;
    }

    private static List<Step> steps(Component component, Story story, Instant from, @Nullable Instant until) {
        var steps = new ArrayList<Step>();
        for (var told : story.updates()) {
            for (var affected : told.components()) {
                if (!affected.componentCode().equals(component.code())) {
                    continue;
                }
                if (steps.isEmpty() && affected.newStatus() != ComponentStatus.OPERATIONAL) {
                    steps.add(new Step(from, affected.newStatus()));
                } else if (!steps.isEmpty()
                        && affected.newStatus() != steps.getLast().status()) {
                    var shown = told.update().displayAt();
                    var inside = until != null && shown.isAfter(until) ? until : shown;
                    var last = steps.getLast().from();
                    steps.add(new Step(inside.isBefore(last) ? last : inside, affected.newStatus()));
                }
            }
        }
        return steps;
    }
}
