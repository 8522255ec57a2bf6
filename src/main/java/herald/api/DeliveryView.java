package herald.api;

import herald.delivery.Delivery;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * One message to one target, with its receipt.
 *
 * @param updateId null when the update has gone
 * @param kind {@code post}; {@code edit}, {@code delete} and {@code root} for changes to a post that is out
 * @param text null until it is frozen
 * @param error why it is not delivered yet; null when nothing went wrong
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record DeliveryView(
        String id,
        @Nullable String updateId,
        @Nullable String targetId,
        @Nullable String channel,
        String kind,
        int part,
        int revision,
        String state,
        int attempts,
        @Nullable String remoteId,
        @Nullable String permalink,
        @Nullable String text,
        @Nullable String error,
        String createdAt,
        @Nullable String deliveredAt) {

    static DeliveryView of(
            Delivery delivery, @Nullable String updateId, @Nullable String targetId, @Nullable String channel) {
        return new DeliveryView(
                delivery.code(),
                updateId,
                targetId,
                channel,
                delivery.kind().word(),
                delivery.part(),
                delivery.revision(),
                delivery.state().word(),
                delivery.attempts(),
                delivery.remoteId(),
                delivery.permalink(),
                delivery.text(),
                delivery.error(),
                Times.text(delivery.createdAt()),
                Times.orNull(delivery.deliveredAt()));
    }
}
