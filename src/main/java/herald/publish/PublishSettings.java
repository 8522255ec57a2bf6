package herald.publish;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;

/**
 * @param dataDir where snapshots are kept, in {@code snapshots/}
 * @param baseUrl the public address of pages without a domain of their own; null for {@code http://localhost:PORT}
 */
@ConfigurationProperties("herald")
record PublishSettings(@Bindable(defaultValue = "./data") Path dataDir, @Nullable String baseUrl) {}
