package herald.console;

import herald.component.ComponentNotFoundException;
import herald.database.DatabaseDown;
import herald.database.KeyInUseException;
import herald.database.LostRaceException;
import herald.delivery.TargetNotFoundException;
import herald.delivery.Targets;
import herald.incident.IncidentNotFoundException;
import herald.incident.Incidents;
import herald.incident.Story;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.PageNotFoundException;
import herald.page.Pages;
import herald.page.PublicAddress;
import herald.page.PublicId;
import herald.staff.Session;
import herald.staff.TooBusyException;
import herald.theme.ThemeRenderer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws screens, and says what went wrong without losing what was typed. */
@Singleton
class Screens {

    private static final Logger LOG = LoggerFactory.getLogger(Screens.class);

    private static final Map<String, String> DONE = Map.ofEntries(
            Map.entry("opened", "Posted. The page shows it within seconds; receipts appear below."),
            Map.entry("posted", "Posted. The page shows it within seconds; receipts appear below."),
            Map.entry("edited", "The new words are in place; the earlier ones are kept."),
            Map.entry("changed", "Saved."),
            Map.entry("added", "Added."),
            Map.entry("removed", "Removed."),
            Map.entry("held", "Held. Its queue is kept until you release it."),
            Map.entry("released", "Released. Waiting posts go out now."),
            Map.entry("retried", "It is being sent again."),
            Map.entry("skipped", "Skipped. What comes after it goes on."),
            Map.entry("confirmed", "Noted as delivered."),
            Map.entry("checked", "Looked at: see below what the account says."),
            Map.entry("tested", "The test post is out. Look at it, then confirm the account."),
            Map.entry("account-confirmed", "Confirmed. It is told from now on."),
            Map.entry("withdrawn", "Withdrawn. Readers see that there was an update and when it was taken back."),
            Map.entry("reworded", "It goes out in these words."),
            Map.entry("corrected", "On its way. Its receipt stands below."),
            Map.entry("mirrors-held", "All accounts are held. The page itself goes on."),
            Map.entry("mirrors-released", "Released: what waited goes out now, in order."),
            Map.entry("worn", "It is live: readers see it within seconds."),
            Map.entry("theme-removed", "Removed. Its number is not given again."),
            Map.entry("welcome", "You are in. This is what people see right now."),
            Map.entry("signed-out", "You are signed out."));

    private final ThemeRenderer themes;
    private final ConsoleAssets assets;
    private final Pages pages;
    private final Incidents incidents;
    private final Targets targets;
    private final PublicAddress address;

    Screens(
            ThemeRenderer themes,
            ConsoleAssets assets,
            Pages pages,
            Incidents incidents,
            Targets targets,
            PublicAddress address) {
        this.themes = themes;
        this.assets = assets;
        this.pages = pages;
        this.incidents = incidents;
        this.targets = targets;
        this.address = address;
    }

    /** The page a request is about: the one it names, else the first. */
    Page page(HttpRequest<?> request, Form form) {
        var named =
                form.has("page") ? form.text("page") : request.getParameters().get("page");
        if (named != null && !named.isEmpty()) {
            return pages.byCode(named);
        }
        return pages.all().stream().findFirst().orElseThrow(() -> new PageNotFoundException("(none)"));
    }

    List<Page> pages() {
        return pages.all();
    }

    /** An incident with the page it is on. */
    record Place(Page page, @Nullable Story story) {}

    /** @throws PageNotFoundException or IncidentNotFoundException when no page has it */
    Place place(String incidentCode) {
        IncidentNotFoundException missing = null;
        for (var page : pages.all()) {
            try {
                return new Place(page, incidents.story(page, incidentCode));
            } catch (IncidentNotFoundException elsewhere) {
                missing = elsewhere;
            }
        }
        throw missing == null ? new PageNotFoundException("(none)") : missing;
    }

    MutableHttpResponse<String> show(HttpRequest<?> request, Page page, String template, Map<String, ?> model) {
        return show(request, page, HttpStatus.OK, template, model);
    }

    MutableHttpResponse<String> show(
            HttpRequest<?> request, Page page, HttpStatus status, String template, Map<String, ?> model) {
        return draw(status, template, chrome(request, page), model);
    }

    /** Without a session, a page or the database. */
    MutableHttpResponse<String> bare(HttpStatus status, String template, Map<String, ?> model) {
        return draw(status, template, bareChrome(""), model);
    }

    MutableHttpResponse<String> bare(HttpRequest<?> request, String template, Map<String, ?> model) {
        return draw(HttpStatus.OK, template, bareChrome(done(request)), model);
    }

    /** Where to go after a form was taken: a reload must not send it again. */
    static MutableHttpResponse<?> next(String path) {
        return HttpResponse.seeOther(URI.create(path));
    }

    MutableHttpResponse<String> refused(String why) {
        return bare(HttpStatus.FORBIDDEN, "message.ftlh", Map.of("title", "Not done", "text", why));
    }

    MutableHttpResponse<String> signInFirst() {
        return bare(
                HttpStatus.UNAUTHORIZED,
                "message.ftlh",
                Map.of(
                        "title",
                        "Please sign in again",
                        "text",
                        "Your sign-in has ended, and nothing was posted. What you typed is kept in this browser:"
                                + " sign in, open the form again and it will be there. Or go back, copy your text, and"
                                + " sign in in another tab.",
                        "signIn",
                        true));
    }

    /** The database cannot be asked: the form comes back with everything in it. */
    MutableHttpResponse<String> away(HttpRequest<?> request) {
        return held(
                request,
                HttpStatus.SERVICE_UNAVAILABLE,
                "The database is not answering",
                List.of(new Problem(
                        "",
                        "Nothing was posted, and nothing is lost: readers still see the page as it last was, and what"
                                + " you typed is below. Try again in a moment.")));
    }

    /** What a failure means to the person at the screen. */
    MutableHttpResponse<String> failed(HttpRequest<?> request, Throwable failure) {
        if (DatabaseDown.explains(failure)) {
            return away(request);
        }
        return switch (failure) {
            case InvalidException invalid ->
                held(request, HttpStatus.UNPROCESSABLE_ENTITY, "Not done yet", Problem.of(invalid.problems()));
            case LostRaceException busy -> busy(request, busy);
            case KeyInUseException busy -> busy(request, busy);
            case TooBusyException busy -> busy(request, busy);
            case IncidentNotFoundException missing -> missing(missing);
            case ComponentNotFoundException missing -> missing(missing);
            case TargetNotFoundException missing -> missing(missing);
            case PageNotFoundException missing -> missing(missing);
            default -> {
                LOG.error("{} {} failed", request.getMethodName(), request.getPath(), failure);
                yield held(
                        request,
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "Something went wrong",
                        List.of(new Problem(
                                "",
                                "Herald could not do this; its log says why. What you typed is below. Look at the"
                                        + " incident first: it may have been posted.")));
            }
        };
    }

    private MutableHttpResponse<String> busy(HttpRequest<?> request, RuntimeException busy) {
        return held(
                request,
                HttpStatus.SERVICE_UNAVAILABLE,
                "Very busy at this moment",
                List.of(new Problem("", busy.getMessage())));
    }

    private MutableHttpResponse<String> missing(RuntimeException missing) {
        return bare(
                HttpStatus.NOT_FOUND,
                "message.ftlh",
                Map.of("title", "There is nothing here", "text", missing.getMessage()));
    }

    private MutableHttpResponse<String> held(
            HttpRequest<?> request, HttpStatus status, String title, List<Problem> problems) {
        var form = request.getAttribute(Gate.FORM, Form.class).orElse(Form.EMPTY);
        var hidden = new HashMap<String, String>();
        var shown = new HashMap<String, String>();
        form.typed().forEach((name, value) -> {
            if (name.startsWith("body.") || name.startsWith("title.")) {
                shown.put(name, value);
            } else if (!name.startsWith("password") && !name.startsWith("setting.")) {
                hidden.put(name, value);
            }
        });
        return bare(
                status,
                "held.ftlh",
                Map.of(
                        "title", title,
                        "problems", problems,
                        "action", request.getUri().toString(),
                        "isForm", !form.fields().isEmpty(),
                        "hidden", hidden,
                        "shown", shown));
    }

    private MutableHttpResponse<String> draw(HttpStatus status, String template, Chrome chrome, Map<String, ?> model) {
        var variables = new HashMap<String, Object>(model);
        variables.put("chrome", chrome);
        return HttpResponse.<String>status(status)
                .body(themes.renderConsole(template, variables))
                .contentType(MediaType.TEXT_HTML_TYPE.getName() + ";charset=utf-8");
    }

    private Chrome chrome(HttpRequest<?> request, Page page) {
        var session = request.getAttribute(Gate.SESSION, Session.class);
        var all = pages.all();
        return new Chrome(
                assets.style(),
                assets.script(),
                assets.icon(),
                page.code(),
                page.name(),
                address.of(page).toString(),
                all.stream().map(p -> new Choice(p.code(), p.name())).toList(),
                all.size() > 1 ? "?page=" + page.code() : "",
                session.map(s -> s.staff().name()).orElse(null),
                session.map(Session::csrfToken).orElse(""),
                notices(page),
                done(request),
                Optional.ofNullable(request.getParameters().get("draft"))
                        .filter(draft -> draft.matches("[a-z0-9-]{1,60}"))
                        .orElse(""));
    }

    private Chrome bareChrome(String done) {
        return new Chrome(
                assets.style(),
                assets.script(),
                assets.icon(),
                null,
                null,
                null,
                List.of(),
                "",
                null,
                "",
                List.of(),
                done,
                "");
    }

    private List<String> notices(Page page) {
        var notices = new ArrayList<String>();
        boolean told = targets.ofPage(page.id()).stream()
                .anyMatch(target -> target.enabled() && !target.channel().equals("practice"));
        if (told && address.isLocal(page)) {
            notices.add("Posts will carry links to " + address.of(page) + ", which nobody else can open. Set"
                    + " HERALD_BASE_URL to the page's public address before you post.");
        }
        return notices;
    }

    private static String done(HttpRequest<?> request) {
        return DONE.getOrDefault(String.valueOf(request.getParameters().get("done")), "");
    }

    /** For a form that shall be taken once, however often it is sent. */
    static String token() {
        return PublicId.random(26);
    }
}
