package herald.api;

import herald.delivery.Target;
import herald.delivery.Targets;
import herald.page.Page;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A target without its secrets.
 *
 * @param state {@code active}, {@code paused} or {@code held}
 * @param secretsSet the names of the secrets it has
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record TargetView(
        String id,
        String pageId,
        String channel,
        String name,
        boolean enabled,
        String state,
        @Nullable String stateReason,
        String language,
        Map<String, String> settings,
        List<String> secretsSet,
        String createdAt,
        String updatedAt) {

    static TargetView of(Page page, Target target, Targets targets) {
        return new TargetView(
                target.code(),
                page.code(),
                target.channel(),
                target.name(),
                target.enabled(),
                target.state().name().toLowerCase(Locale.ROOT),
                target.stateReason(),
                target.language(),
                targets.visibleSettings(target),
                List.copyOf(targets.secretsSet(target)),
                Times.text(target.createdAt()),
                Times.text(target.updatedAt()));
    }
}
