package herald.publish;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;

/** @param dataDir where snapshots are kept, in {@code snapshots/} */
@ConfigurationProperties("herald")
record PublishSettings(@Bindable(defaultValue = "./data") Path dataDir) {}
