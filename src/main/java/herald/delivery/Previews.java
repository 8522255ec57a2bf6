package herald.delivery;

import herald.channel.Channel;
import herald.incident.Incidents;
import herald.incident.NewUpdate;
import herald.incident.Story;
import herald.page.Page;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Shows what every target would be told, and tells nobody. */
@Singleton
public class Previews {

    private final Targets targets;
    private final DeliveryRepository deliveries;
    private final Composer composer;
    private final Incidents incidents;

    Previews(Targets targets, DeliveryRepository deliveries, Composer composer, Incidents incidents) {
        this.targets = targets;
        this.deliveries = deliveries;
        this.composer = composer;
        this.incidents = incidents;
    }

    /** @param incidentCode null for an incident that would be opened with {@code next} */
    public List<Preview> of(Page page, @Nullable String incidentCode, NewUpdate next) {
        var story = incidents.preview(page, incidentCode, next);
        var previews = new ArrayList<Preview>();
        for (var target : targets.ofPage(page.id())) {
            if (target.enabled()) {
                targets.channel(target).ifPresent(channel -> previews.add(preview(page, story, target, channel)));
            }
        }
        return previews;
    }

    private Preview preview(Page page, Story story, Target target, Channel channel) {
        var told = story.latest().orElseThrow();
        boolean first = story.incident().id() == null
                || deliveries.ofIncident(story.incident().id()).stream()
                        .noneMatch(d -> d.targetId() == target.id() && d.state() != DeliveryState.SKIPPED);
        try {
            var fitted = composer.compose(page, story, told, target, channel, first);
            var problems = new ArrayList<>(fitted.problems());
            if (target.state() != TargetState.ACTIVE) {
                problems.add("Waits in the queue: " + target.stateReason());
            }
            return new Preview(target, fitted.text(), fitted.weight(), fitted.limit(), fitted.cut(), problems);
        } catch (SecretBox.SecretLostException lost) {
            return new Preview(target, "", 0, 0, false, List.of(lost.getMessage()));
        }
    }
}
