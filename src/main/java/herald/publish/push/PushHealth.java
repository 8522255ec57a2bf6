package herald.publish.push;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What {@code /health} says of the targets. A dead one is no reason to take this node away from its readers: it stays up. */
@Singleton
class PushHealth implements HealthIndicator {

    private static final HealthStatus TROUBLED =
            new HealthStatus("TROUBLED", "Pages are not pushed everywhere", true, 500);

    private final PushTargets targets;

    PushHealth(PushTargets targets) {
        this.targets = targets;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> result(targets.trouble().orElse(null)));
    }

    private static HealthResult result(@Nullable String trouble) {
        var result = HealthResult.builder("push", trouble == null ? HealthStatus.UP : TROUBLED);
        return trouble == null
                ? result.build()
                : result.details(Map.of("trouble", trouble)).build();
    }
}
