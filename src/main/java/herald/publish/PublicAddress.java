package herald.publish;

import herald.page.Page;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;

/**
 * Where a page stands on the web, for links that leave the page. The page's own domain wins over the setting {@code
 * herald.base-url}; what a request says of its host never counts.
 */
@Singleton
public class PublicAddress {

    private final @Nullable String configured;
    private final BeanProvider<EmbeddedServer> server;

    PublicAddress(PublishSettings settings, BeanProvider<EmbeddedServer> server) {
        this.configured = settings.baseUrl();
        this.server = server;
    }

    /** Without a slash at the end, {@code https://status.example.com}. */
    public String of(Page page) {
        if (page.domain() != null) {
            return "https://" + page.domain();
        }
        if (configured != null && !configured.isBlank()) {
            return configured.strip().replaceAll("/+$", "");
        }
        return "http://localhost:" + server.get().getPort();
    }
}
