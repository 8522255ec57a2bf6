package herald.site;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * @param mostViewers how many open tabs one node tells at once of changes; those above ask again and again instead
 * @param patience how long a connection may be idle, take to send a request, or leave an answer unread
 * @param readyBytes how much memory outside the heap holds answers ready to be sent; what is asked for seldom makes room
 */
@Context
@ConfigurationProperties("herald.site")
record SiteSettings(
        @Min(0) @Bindable(defaultValue = "20000") int mostViewers,
        @Bindable(defaultValue = "25s") Duration patience,
        @Positive @Bindable(defaultValue = "67108864") long readyBytes) {}
