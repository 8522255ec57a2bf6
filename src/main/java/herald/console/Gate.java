package herald.console;

import herald.database.DatabaseDown;
import herald.page.PublicAddress;
import herald.staff.Session;
import herald.staff.Sessions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/**
 * The one door of the console. Closed unless it is for signing in; open to a session; and a session's writes must come from a form of
 * that very session, on this very site.
 */
@ServerFilter("/console/**")
class Gate {

    static final String SESSION = "herald.console.session";
    static final String FORM = "herald.console.form";

    private static final String ROOT = "/console";
    private static final Set<String> OPEN = Set.of(ROOT + "/sign-in", ROOT + "/setup");
    private static final String ASSETS = ROOT + "/assets/";
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Sessions sessions;
    private final Cookies cookies;
    private final Screens screens;
    private final PublicAddress address;

    Gate(Sessions sessions, Cookies cookies, Screens screens, PublicAddress address) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.screens = screens;
        this.address = address;
    }

    /** Null lets the request pass. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> enter(HttpRequest<?> request) {
        boolean writes = request.getMethod() == HttpMethod.POST;
        if (!writes && request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
            return HttpResponse.status(HttpStatus.METHOD_NOT_ALLOWED);
        }
        if (writes && !isFromHere(request)) {
            return screens.refused("This form was sent from another site, so nothing was done.");
        }
        var form = writes ? form(request) : Form.EMPTY;
        request.setAttribute(FORM, form);
        if (OPEN.contains(request.getPath()) || request.getPath().startsWith(ASSETS)) {
            return null;
        }
        try {
            return enter(request, writes, form);
        } catch (RuntimeException failure) {
            if (DatabaseDown.explains(failure)) {
                return screens.away(request);
            }
            throw failure;
        }
    }

    @ResponseFilter
    void guard(HttpRequest<?> request, MutableHttpResponse<?> response) {
        // A screen may bring a stricter one: what a theme draws is shut in further.
        if (!response.getHeaders().contains("Content-Security-Policy")) {
            response.header("Content-Security-Policy", POLICY);
        }
        response.header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin");
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private @Nullable HttpResponse<?> enter(HttpRequest<?> request, boolean writes, Form form) {
        var session = cookies.session(request).flatMap(sessions::find);
        if (session.isEmpty()) {
            return writes || wantsNoPage(request)
                    ? screens.signInFirst()
                    : HttpResponse.seeOther(URI.create(ROOT + "/sign-in?next="
                            + URLEncoder.encode(request.getUri().toString(), StandardCharsets.UTF_8)));
        }
        if (writes && !belongs(form, request, session.get())) {
            return screens.refused("This form was made before you signed in, so nothing was done. Go back, reload the"
                    + " page and send it again; your text is kept in this browser.");
        }
        request.setAttribute(SESSION, session.get());
        return null;
    }

    private static boolean belongs(Form form, HttpRequest<?> request, Session session) {
        var header = request.getHeaders().get("X-CSRF-Token");
        var token = header == null ? form.text("_csrf") : header;
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean wantsNoPage(HttpRequest<?> request) {
        var accepts = request.getHeaders().get(HttpHeaders.ACCEPT);
        return (accepts != null && accepts.contains("text/event-stream"))
                || request.getHeaders().contains("X-Fragment");
    }

    /** By what browsers say of themselves; a program that says nothing still needs the session's token. */
    private boolean isFromHere(HttpRequest<?> request) {
        var site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin == null) {
            return true;
        }
        var host = request.getHeaders().get(HttpHeaders.HOST);
        return origin.equals(address.base().toString())
                || origin.equals("http://" + host)
                || origin.equals("https://" + host);
    }

    private static Form form(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> served)) {
            return Form.EMPTY;
        }
        try (var body = served.byteBody()
                .split(SplitBackpressureMode.FASTEST)
                .buffer()
                .toCompletableFuture()
                .join()) {
            return request.getContentType()
                            .filter(MediaType.MULTIPART_FORM_DATA_TYPE::equals)
                            .isPresent()
                    ? Multipart.parse(request.getHeaders().get(HttpHeaders.CONTENT_TYPE), body.toByteArray())
                    : Form.parse(body.toString(StandardCharsets.UTF_8));
        }
    }
}
