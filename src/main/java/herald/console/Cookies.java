package herald.console;

import herald.page.PublicAddress;
import herald.staff.SignIn.Answer.Welcome;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the browser keeps. {@code __Host-} cookies over https; a plain name where the browser talks to its own machine; nothing at all
 * over http from elsewhere, where anybody on the way could read it.
 */
@Singleton
class Cookies {

    private static final String SESSION = "herald";
    private static final String DEVICE = "herald-device";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String SECURE_PREFIX = "__Host-";

    private final PublicAddress address;

    Cookies(PublicAddress address) {
        this.address = address;
    }

    /** Whether a sign-in may travel on this connection. */
    boolean mayBeKept(HttpRequest<?> request) {
        return isSecure(request) || isLoopback(request);
    }

    Optional<String> session(HttpRequest<?> request) {
        return value(request, SESSION);
    }

    Optional<String> device(HttpRequest<?> request) {
        return value(request, DEVICE);
    }

    <T> MutableHttpResponse<T> keep(HttpRequest<?> request, MutableHttpResponse<T> response, Welcome welcome) {
        return response.cookie(cookie(request, SESSION, welcome.session(), Duration.ofSeconds(-1)))
                .cookie(cookie(request, DEVICE, welcome.device(), welcome.deviceFor()));
    }

    <T> MutableHttpResponse<T> dropSession(HttpRequest<?> request, MutableHttpResponse<T> response) {
        return response.cookie(cookie(request, SESSION, "", Duration.ZERO));
    }

    private Optional<String> value(HttpRequest<?> request, String name) {
        if (!mayBeKept(request)) {
            return Optional.empty();
        }
        return request.getCookies().findCookie(name(request, name)).map(Cookie::getValue);
    }

    private Cookie cookie(HttpRequest<?> request, String name, String value, Duration age) {
        var cookie = Cookie.of(name(request, name), value)
                .path("/")
                .httpOnly(true)
                .secure(isSecure(request))
                .sameSite(SameSite.Strict);
        return age.isNegative() ? cookie : cookie.maxAge(age);
    }

    private String name(HttpRequest<?> request, String name) {
        return isSecure(request) ? SECURE_PREFIX + name : name;
    }

    private boolean isSecure(HttpRequest<?> request) {
        if (request.isSecure() || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"))) {
            return true;
        }
        // A web server in front that does not say so passes the public name on; who comes by another name or port came
        // around it.
        var base = address.base();
        return "https".equals(base.getScheme())
                && base.getAuthority().equals(request.getHeaders().get("Host"));
    }

    /** By the name that the browser believes it is talking to. */
    private static boolean isLoopback(HttpRequest<?> request) {
        var host = request.getHeaders().get("Host");
        return host != null && LOOPBACK.contains(host.replaceFirst(":\\d+$", ""));
    }
}
