package herald.operator;

import herald.publish.Publisher;
import herald.publish.push.PushTargets;
import io.micronaut.context.annotation.Factory;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Says in {@code /health} what staff see in the console: pages that cannot be published, a disk that takes no snapshots, a place
 * outside that cannot be reached.
 */
@Factory
class PublishingHealth {

    /** The node serves on, so that nobody should take it out of service or start it anew for this. */
    private static final HealthStatus TROUBLED =
            new HealthStatus("TROUBLED", "Readers are served; look at it.", true, 100);

    @Singleton
    HealthIndicator publishing(Publisher publisher) {
        return indicator("publishing", publisher::trouble);
    }

    @Singleton
    HealthIndicator push(PushTargets targets) {
        return indicator("push", targets::trouble);
    }

    private static HealthIndicator indicator(String name, Supplier<Optional<String>> trouble) {
        return () -> Mono.fromSupplier(() -> trouble.get()
                .map(what -> HealthResult.builder(name, TROUBLED).details(Map.of("trouble", what)))
                .orElseGet(() -> HealthResult.builder(name, HealthStatus.UP))
                .build());
    }
}
