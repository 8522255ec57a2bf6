package herald.page;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/**
 * Where this installation is to be reached: {@code herald.base-url}, or this machine and its port. Never taken from a request. The
 * addresses have no slash at their end.
 */
@Singleton
public class PublicAddress {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final @Nullable String configured;
    private final Provider<EmbeddedServer> server;

    PublicAddress(@Nullable @Value("${herald.base-url:}") String configured, Provider<EmbeddedServer> server) {
        this.configured = configured == null || configured.isBlank() ? null : configured.strip();
        this.server = server;
        if (this.configured != null && !this.configured.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
            throw new IllegalArgumentException(
                    "HERALD_BASE_URL '" + configured + "' is not an address; write it as https://status.example.com.");
        }
    }

    /** The installation's own address, such as {@code http://localhost:8080}. */
    public String base() {
        var address = configured == null ? "http://localhost:" + server.get().getPort() : configured;
        return address.replaceAll("/+$", "");
    }

    /** A page's address: its own domain in the installation's scheme, or the installation's address. */
    public String of(Page page) {
        return page.domain() == null ? base() : URI.create(base()).getScheme() + "://" + page.domain();
    }

    /** Whether readers elsewhere could not open it. */
    public boolean isLocal() {
        return LOCAL.contains(String.valueOf(URI.create(base()).getHost()));
    }

    /** Whether a host name, without its port, means the machine of whoever types it. */
    public static boolean isLoopback(String host) {
        return LOCAL.contains(host);
    }
}
