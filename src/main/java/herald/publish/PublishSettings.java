package herald.publish;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * @param dataDir where snapshots are kept, in {@code snapshots/}
 * @param renewEvery how long a page stands that nobody changes: after that it is made anew, with a new stamp
 * @param silentAfter how long the database may say nothing before the pages do
 */
@ConfigurationProperties("herald")
record PublishSettings(
        @Bindable(defaultValue = "./data") Path dataDir,
        @Bindable(defaultValue = "15m") Duration renewEvery,
        @Bindable(defaultValue = "60s") Duration silentAfter) {}
