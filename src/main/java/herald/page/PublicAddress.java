package herald.page;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Where a page is reached from outside: its own domain, else the installation's address; never a request's Host. */
@Singleton
public class PublicAddress {

    private final URI base;

    PublicAddress(
            @Nullable @Value("${herald.base-url:}") String given, @Value("${micronaut.server.port:8080}") int port) {
        this.base = URI.create(
                given == null || given.isBlank()
                        ? "http://localhost:" + port
                        : given.strip().replaceAll("/+$", ""));
    }

    /** Without a slash at its end. */
    public URI of(Page page) {
        return page.domain() == null ? base : URI.create("https://" + page.domain());
    }

    /** Whether readers elsewhere could not open a page's links: they point at this machine. */
    public boolean isLocal(Page page) {
        try {
            return InetAddress.getByName(of(page).getHost()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
