package herald.api;

import herald.delivery.TargetCheck;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Locale;

/** @param state {@code ready}, {@code warned}, {@code broken} or {@code unknown} */
@Serdeable(naming = SnakeCaseStrategy.class)
record TargetCheckView(String state, String says, String checkedAt) {

    static TargetCheckView of(TargetCheck check) {
        return new TargetCheckView(
                check.state().name().toLowerCase(Locale.ROOT), check.says(), Times.text(check.checkedAt()));
    }
}
