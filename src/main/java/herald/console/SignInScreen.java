package herald.console;

import herald.database.DatabaseDown;
import herald.staff.FirstOwner;
import herald.staff.Sessions;
import herald.staff.SignIn;
import herald.staff.SignIn.Answer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Objects;

/** In and out. */
@Controller("/console")
@ExecuteOn(TaskExecutors.BLOCKING)
class SignInScreen extends ConsoleScreen {

    private final SignIn signIn;
    private final Sessions sessions;
    private final FirstOwner firstOwner;
    private final Cookies cookies;
    private final HttpClientAddressResolver addresses;

    SignInScreen(
            Screens screens,
            SignIn signIn,
            Sessions sessions,
            FirstOwner firstOwner,
            Cookies cookies,
            HttpClientAddressResolver addresses) {
        super(screens);
        this.signIn = signIn;
        this.sessions = sessions;
        this.firstOwner = firstOwner;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    @Get("/sign-in")
    HttpResponse<?> show(HttpRequest<?> request) {
        if (!cookies.mayBeKept(request)) {
            return screens.bare(HttpStatus.FORBIDDEN, "tls.ftlh", Map.of());
        }
        return screens.bare(
                request,
                "sign-in.ftlh",
                Map.of(
                        "next",
                        local(request.getParameters().get("next", String.class).orElse("")),
                        "email",
                        "",
                        "problem",
                        "",
                        "empty",
                        isEmpty()));
    }

    @Post("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> enter(HttpRequest<?> request, Form form) {
        if (!cookies.mayBeKept(request)) {
            return screens.bare(HttpStatus.FORBIDDEN, "tls.ftlh", Map.of());
        }
        try {
            var answer = signIn.tryOnce(
                    form.text("email"),
                    form.text("password"),
                    Objects.requireNonNullElse(addresses.resolve(request), "unknown"),
                    cookies.device(request).orElse(null));
            return switch (answer) {
                case Answer.Welcome welcome -> {
                    cookies.session(request).ifPresent(sessions::close);
                    yield cookies.keep(request, Screens.next(local(form.text("next"))), welcome);
                }
                case Answer.Refused _ ->
                    again(
                            form,
                            HttpStatus.UNAUTHORIZED,
                            "This e-mail address and password do not belong together. Please try again.");
                case Answer.TooMany tooMany ->
                    again(
                            form,
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Too many tries. Please wait " + When.length(tooMany.pause())
                                    + ", then try again; a browser you have signed in with before may still work.");
            };
        } catch (RuntimeException failure) {
            if (DatabaseDown.explains(failure)) {
                return again(
                        form,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The database is not answering, so nobody can sign in at this moment. Readers still see the"
                                + " page as it last was. Please try again.");
            }
            throw failure;
        }
    }

    @Post("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> leave(HttpRequest<?> request) {
        cookies.session(request).ifPresent(sessions::close);
        return cookies.dropSession(request, Screens.next("/console/sign-in?done=signed-out"));
    }

    private HttpResponse<?> again(Form form, HttpStatus status, String problem) {
        return screens.bare(
                status,
                "sign-in.ftlh",
                Map.of(
                        "next",
                        local(form.text("next")),
                        "email",
                        form.text("email"),
                        "problem",
                        problem,
                        "empty",
                        false));
    }

    /** Nobody can sign in on an installation that nobody has set up. */
    private boolean isEmpty() {
        try {
            return !firstOwner.exists();
        } catch (RuntimeException failure) {
            if (DatabaseDown.explains(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** Only ever a path of the console itself. */
    private static String local(String next) {
        return next.matches("/console[A-Za-z0-9/?=&._~%-]*") && !next.contains("//") ? next : "/console";
    }
}
