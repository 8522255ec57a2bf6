package herald.operator;

import herald.publish.Publisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import java.util.Map;

/** Says in {@code /health} what staff see in the console: a page that cannot be published, a disk that takes no snapshots. */
@Singleton
class PublishingHealth extends AbstractHealthIndicator<Map<String, String>> {

    /** The node serves on, so that nobody should take it out of service or start it anew for this. */
    private static final HealthStatus TROUBLED =
            new HealthStatus("TROUBLED", "Readers are served; look at it.", true, 100);

    private final Publisher publisher;

    PublishingHealth(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        var trouble = publisher.trouble();
        healthStatus = trouble.isEmpty() ? HealthStatus.UP : TROUBLED;
        return trouble.map(what -> Map.of("trouble", what)).orElse(Map.of());
    }

    @Override
    protected String getName() {
        return "publishing";
    }
}
