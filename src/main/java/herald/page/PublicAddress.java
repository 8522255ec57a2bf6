package herald.page;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Where a page is reached from outside: its own domain, else the installation's address; never a request's Host. */
@Singleton
public class PublicAddress {

    private final @Nullable URI given;
    private final BeanProvider<EmbeddedServer> server;

    PublicAddress(@Nullable @Value("${herald.base-url:}") String given, BeanProvider<EmbeddedServer> server) {
        this.given = given == null || given.isBlank() ? null : checked(given.strip());
        this.server = server;
    }

    /** The installation's own address, without a slash at its end. */
    public URI base() {
        return given == null ? URI.create("http://localhost:" + server.get().getPort()) : given;
    }

    /** Without a slash at its end. */
    public URI of(Page page) {
        return page.domain() == null ? base() : URI.create("https://" + page.domain());
    }

    /** Whether readers elsewhere could not open a page's links: they point at this machine. */
    public boolean isLocal(Page page) {
        try {
            return InetAddress.getByName(of(page).getHost()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static URI checked(String given) {
        if (!given.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
            throw new IllegalArgumentException(
                    "HERALD_BASE_URL '" + given + "' is not an address; write it as https://status.example.com.");
        }
        return URI.create(given.replaceAll("/+$", ""));
    }
}
