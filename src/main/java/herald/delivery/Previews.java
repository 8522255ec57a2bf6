package herald.delivery;

import herald.channel.Channel;
import herald.channel.Fitted;
import herald.channel.Price;
import herald.incident.Incidents;
import herald.incident.NewUpdate;
import herald.incident.Story;
import herald.page.Page;
import herald.page.Switch;
import herald.page.Switches;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what every target would be told, and tells nobody. */
@Singleton
public class Previews {

    private final Targets targets;
    private final DeliveryRepository deliveries;
    private final Composer composer;
    private final Incidents incidents;
    private final Switches switches;

    Previews(
            Targets targets, DeliveryRepository deliveries, Composer composer, Incidents incidents, Switches switches) {
        this.targets = targets;
        this.deliveries = deliveries;
        this.composer = composer;
        this.incidents = incidents;
        this.switches = switches;
    }

    /**
     * @param incidentCode null for an incident that would be opened with {@code next}
     * @param texts staff's own words by the target's code; the others get the template's
     */
    public List<Preview> of(Page page, @Nullable String incidentCode, NewUpdate next, Map<String, String> texts) {
        boolean held = switches.on(page.id()).contains(Switch.MIRRORS_HELD);
        var story = incidents.preview(page, incidentCode, next);
        var previews = new ArrayList<Preview>();
        for (var target : targets.ofPage(page.id())) {
            if (target.enabled()) {
                targets.channel(target)
                        .ifPresent(channel -> previews.add(preview(page, story, target, channel, texts, held)));
            }
        }
        return previews;
    }

    private Preview preview(
            Page page, Story story, Target target, Channel channel, Map<String, String> texts, boolean held) {
        var told = story.latest().orElseThrow();
        int place = 1
                + (story.incident().id() == null
                        ? 0
                        : (int) deliveries.ofIncident(story.incident().id()).stream()
                                .filter(d -> d.targetId() == target.id()
                                        && d.kind() == DeliveryKind.POST
                                        && d.state() != DeliveryState.SKIPPED)
                                .count());
        boolean first = place == 1;
        try {
            var wording = texts.get(target.code());
            var own = wording == null || wording.isBlank() ? null : wording.strip();
            var composed =
                    composer.compose(page, story, told, target, channel, new Occasion(first, own, false, List.of()));
            var fitted = composed.parts().getFirst();
            var problems = new ArrayList<>(fitted.problems());
            if (held) {
                problems.add("All mirrors of this page are held: it waits in the queue until you release them.");
            }
            if (target.state() != TargetState.ACTIVE) {
                problems.add("Waits in the queue: " + target.stateReason());
            }
            return new Preview(target, composed.parts(), place, price(composed, target, channel), problems);
        } catch (SecretBox.SecretLostException lost) {
            return new Preview(
                    target,
                    List.of(new Fitted("", 0, 0, false, List.of())),
                    place,
                    Optional.empty(),
                    List.of(lost.getMessage()));
        }
    }

    private Optional<Price> price(Composed composed, Target target, Channel channel) {
        var account = targets.account(target);
        return composed.parts().stream()
                .flatMap(part -> channel.cost(part, account).stream())
                .reduce((one, other) -> new Price(one.amount().add(other.amount()), one.currency()));
    }
}
