package herald.console;

import herald.page.InvalidException;
import herald.staff.FirstOwner;
import herald.staff.SignIn;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;

/** The first person's way in, with the code from the log. */
@Controller("/console/setup")
@ExecuteOn(TaskExecutors.BLOCKING)
class SetUpScreen extends ConsoleScreen {

    private final FirstOwner firstOwner;
    private final SignIn signIn;
    private final Cookies cookies;

    SetUpScreen(Screens screens, FirstOwner firstOwner, SignIn signIn, Cookies cookies) {
        super(screens);
        this.firstOwner = firstOwner;
        this.signIn = signIn;
        this.cookies = cookies;
    }

    @Get
    HttpResponse<?> show(HttpRequest<?> request) {
        if (!cookies.mayBeKept(request)) {
            return screens.bare(HttpStatus.FORBIDDEN, "tls.ftlh", Map.of());
        }
        var code = request.getParameters().get("code", String.class).orElse("");
        return firstOwner.opens(code) ? form(HttpStatus.OK, code, Form.EMPTY, List.of()) : closed();
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(HttpRequest<?> request, Form form) {
        if (!cookies.mayBeKept(request)) {
            return screens.bare(HttpStatus.FORBIDDEN, "tls.ftlh", Map.of());
        }
        var code = form.text("code");
        if (!firstOwner.opens(code)) {
            return closed();
        }
        try {
            var owner = firstOwner.redeem(code, form.text("email"), form.text("name"), form.text("password"));
            return owner.isEmpty()
                    ? closed()
                    : cookies.keep(request, Screens.next("/console?done=welcome"), signIn.welcome(owner.get()));
        } catch (InvalidException invalid) {
            return form(HttpStatus.UNPROCESSABLE_ENTITY, code, form, Problem.of(invalid.problems()));
        }
    }

    private HttpResponse<?> form(HttpStatus status, String code, Form form, List<Problem> problems) {
        return screens.bare(
                status,
                "set-up.ftlh",
                Map.of("code", code, "email", form.text("email"), "name", form.text("name"), "problems", problems));
    }

    private HttpResponse<?> closed() {
        return screens.bare(
                HttpStatus.NOT_FOUND,
                "message.ftlh",
                Map.of(
                        "title",
                        "This link opens nothing",
                        "text",
                        "A set-up link works once, and only until the first person has signed in. If nobody has yet,"
                                + " restart Herald: its log prints a new one.",
                        "signIn",
                        true));
    }
}
