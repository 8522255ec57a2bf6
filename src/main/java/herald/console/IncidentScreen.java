package herald.console;

import herald.database.KeyReusedException;
import herald.delivery.Announcements;
import herald.delivery.Deliveries;
import herald.incident.Details;
import herald.incident.Incidents;
import herald.incident.StaleIncidentException;
import herald.incident.Story;
import herald.page.InvalidException;
import herald.page.Page;
import herald.staff.Session;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Incidents and maintenances: opened, told, edited. */
@Controller("/console/incidents")
@ExecuteOn(TaskExecutors.BLOCKING)
class IncidentScreen extends ConsoleScreen {

    private static final int PER_LIST = 25;
    private static final List<Problem> POSTED_BEFORE = List.of(new Problem(
            "",
            "This form has been posted already, with other words. Look at the open incidents first; if yours is another"
                    + " one, post it again."));

    private final Incidents incidents;
    private final Announcements announcements;
    private final Deliveries deliveries;
    private final ComposerForm composers;
    private final Timelines timelines;
    private final Summaries summaries;
    private final PreviewScreen previews;
    private final Once once;

    IncidentScreen(
            Screens screens,
            Incidents incidents,
            Announcements announcements,
            Deliveries deliveries,
            ComposerForm composers,
            Timelines timelines,
            Summaries summaries,
            PreviewScreen previews,
            Once once) {
        super(screens);
        this.incidents = incidents;
        this.announcements = announcements;
        this.deliveries = deliveries;
        this.composers = composers;
        this.timelines = timelines;
        this.summaries = summaries;
        this.previews = previews;
        this.once = once;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Session session, @QueryValue(defaultValue = "1") int from) {
        var page = screens.page(request, Form.EMPTY);
        int first = Math.clamp(from, 1, 1_000_000);
        var found = incidents.newest(page.id(), PER_LIST + 1, first - 1);
        return screens.show(
                request,
                page,
                "incidents.ftlh",
                Map.of(
                        "incidents",
                        summaries.of(page, found.stream().limit(PER_LIST).toList()),
                        "older",
                        found.size() > PER_LIST ? first + PER_LIST : 0,
                        "newer",
                        first > 1 ? Math.max(1, first - PER_LIST) : 0));
    }

    @Get("/new")
    HttpResponse<?> blank(HttpRequest<?> request, Session session, @QueryValue(defaultValue = "") String kind) {
        var page = screens.page(request, Form.EMPTY);
        var maintenance = kind.equals("maintenance");
        return opening(request, page, HttpStatus.OK, composers.opening(page, maintenance), null);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> open(HttpRequest<?> request, Session session, Form form) {
        var page = screens.page(request, form);
        boolean maintenance = form.text("kind").equals("maintenance");
        var reading = composers.read(page, null, form);
        if (form.text("do").equals("preview")) {
            var composer = composers.opening(page, maintenance, form.typed(), reading.problems());
            return opening(
                    request, page, HttpStatus.OK, composer, previews.of(page, null, reading.update(), reading.texts()));
        }
        try {
            refuse(reading.problems());
            if (maintenance && reading.update().details().scheduledFor() == null) {
                throw new FormException(List.of(new Problem("scheduled_for", "Planned from: say when it begins.")));
            }
            var code = once.code(
                    session,
                    form,
                    () -> announcements
                            .open(page, reading.update(), reading.texts(), session.actor())
                            .incident()
                            .code());
            return Screens.next("/console/incidents/" + code + "?done=opened&draft="
                    + (maintenance ? "maintenance-new" : "incident-new"));
        } catch (InvalidException invalid) {
            return opening(
                    request,
                    page,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    composers.opening(page, maintenance, form.typed(), Problem.of(invalid.problems())),
                    null);
        } catch (FormException invalid) {
            return opening(
                    request,
                    page,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    composers.opening(page, maintenance, form.typed(), invalid.problems()),
                    null);
        } catch (KeyReusedException _) {
            var again = new HashMap<>(form.typed());
            again.put("token", Screens.token());
            return opening(
                    request,
                    page,
                    HttpStatus.CONFLICT,
                    composers.opening(page, maintenance, again, POSTED_BEFORE),
                    null);
        }
    }

    @Get("/{code}")
    HttpResponse<?> show(HttpRequest<?> request, Session session, String code) {
        var place = screens.place(code);
        return incident(
                request,
                place.page(),
                place.story(),
                HttpStatus.OK,
                composers.next(place.page(), place.story()),
                Map.of());
    }

    @Post("/{code}/updates")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> post(HttpRequest<?> request, Session session, Form form, String code) {
        var place = screens.place(code);
        var page = place.page();
        var story = place.story();
        var reading = composers.read(page, story, form);
        if (form.text("do").equals("preview")) {
            var composer = composers.next(page, story, form.typed(), reading.problems());
            return incident(
                    request,
                    page,
                    story,
                    HttpStatus.OK,
                    composer,
                    Map.of("preview", previews.of(page, code, reading.update(), reading.texts())));
        }
        try {
            refuse(reading.problems());
            once.code(
                    session,
                    form,
                    () -> announcements
                            .post(page, code, reading.update(), reading.texts(), seen(form), session.actor())
                            .incident()
                            .code());
            return Screens.next("/console/incidents/" + code + "?done=posted&draft=incident-" + code);
        } catch (StaleIncidentException stale) {
            return incident(
                    request,
                    page,
                    stale.now(),
                    HttpStatus.CONFLICT,
                    composers.next(page, stale.now(), form.typed(), List.of()),
                    Map.of("stale", true));
        } catch (KeyReusedException _) {
            var again = new HashMap<>(form.typed());
            again.put("token", Screens.token());
            return incident(
                    request,
                    page,
                    story,
                    HttpStatus.CONFLICT,
                    composers.next(page, story, again, List.of()),
                    Map.of("stale", true));
        } catch (InvalidException invalid) {
            return again(request, page, story, form, Problem.of(invalid.problems()));
        } catch (FormException invalid) {
            return again(request, page, story, form, invalid.problems());
        }
    }

    /** The timeline alone: as a part of the incident's screen for the script, and as a screen of its own without one. */
    @Get("/{code}/timeline")
    HttpResponse<?> timeline(HttpRequest<?> request, Session session, String code) {
        var place = screens.place(code);
        var model = Map.of(
                "timeline", timelines.of(place.page(), place.story()),
                "summary", summaries.of(place.page(), place.story()),
                "fragment", request.getHeaders().contains("X-Fragment"));
        return screens.show(request, place.page(), "timeline.ftlh", model);
    }

    @Get("/{code}/updates/{update}/edit")
    HttpResponse<?> edit(HttpRequest<?> request, Session session, String code, String update) {
        var place = screens.place(code);
        var told = told(place.story(), update);
        var typed = new HashMap<String, String>();
        told.bodies().forEach((language, body) -> typed.put("body." + language, body));
        return editing(request, place.page(), place.story(), told, HttpStatus.OK, typed, List.of(), false);
    }

    @Post("/{code}/updates/{update}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> replace(HttpRequest<?> request, Session session, Form form, String code, String update) {
        var place = screens.place(code);
        var page = place.page();
        var bodies = new LinkedHashMap<String, String>();
        page.languageList()
                .forEach(language ->
                        bodies.put(language, form.text("body." + language).strip()));
        try {
            incidents.edit(page, code, update, bodies, null, seen(form), session.actor());
            return Screens.next("/console/incidents/" + code + "?done=edited&draft=edit-" + update + "#" + update);
        } catch (StaleIncidentException stale) {
            return editing(
                    request,
                    page,
                    stale.now(),
                    told(stale.now(), update),
                    HttpStatus.CONFLICT,
                    form.typed(),
                    List.of(),
                    true);
        } catch (InvalidException invalid) {
            return editing(
                    request,
                    page,
                    place.story(),
                    told(place.story(), update),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    form.typed(),
                    Problem.of(invalid.problems()),
                    false);
        }
    }

    /** Takes an update back. */
    @Post("/{code}/updates/{update}/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> withdraw(Session session, Form form, String code, String update) {
        deliveries.withdraw(screens.place(code).page(), code, update, session.actor());
        return Screens.next("/console/incidents/" + code + "?done=withdrawn#" + update);
    }

    @Get("/{code}/details")
    HttpResponse<?> details(HttpRequest<?> request, Session session, String code) {
        var place = screens.place(code);
        return titles(request, place.page(), place.story(), HttpStatus.OK, typed(place), List.of(), false);
    }

    @Post("/{code}/details")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Session session, Form form, String code) {
        var place = screens.place(code);
        var page = place.page();
        var reading = composers.read(page, place.story(), withStage(form, place.story()));
        try {
            refuse(reading.problems());
            var given = reading.update().details();
            var details = new Details(
                    given.names(),
                    Map.of(),
                    null,
                    null,
                    false,
                    given.impactStartedAt(),
                    given.impactEndedAt(),
                    null,
                    given.scope(),
                    given.scopeNote(),
                    given.scheduledFor(),
                    given.scheduledUntil());
            incidents.change(page, code, details, seen(form), session.actor());
            return Screens.next("/console/incidents/" + code + "?done=changed");
        } catch (StaleIncidentException stale) {
            return titles(request, page, stale.now(), HttpStatus.CONFLICT, form.typed(), List.of(), true);
        } catch (InvalidException invalid) {
            return titles(
                    request,
                    page,
                    place.story(),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    form.typed(),
                    Problem.of(invalid.problems()),
                    false);
        } catch (FormException invalid) {
            return titles(
                    request,
                    page,
                    place.story(),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    form.typed(),
                    invalid.problems(),
                    false);
        }
    }

    private HttpResponse<?> opening(
            HttpRequest<?> request, Page page, HttpStatus status, Composer composer, @Nullable PreviewView preview) {
        var model = new HashMap<String, Object>();
        model.put("composer", composer);
        model.put("preview", preview);
        return screens.show(request, page, status, "incident-new.ftlh", model);
    }

    private HttpResponse<?> incident(
            HttpRequest<?> request, Page page, Story story, HttpStatus status, Composer composer, Map<String, ?> more) {
        var model = new HashMap<String, Object>(more);
        model.put("composer", composer);
        model.put("summary", summaries.of(page, story));
        model.put("timeline", timelines.of(page, story));
        return screens.show(request, page, status, "incident.ftlh", model);
    }

    private HttpResponse<?> again(HttpRequest<?> request, Page page, Story story, Form form, List<Problem> problems) {
        return incident(
                request,
                page,
                story,
                HttpStatus.UNPROCESSABLE_ENTITY,
                composers.next(page, story, form.typed(), problems),
                Map.of());
    }

    private HttpResponse<?> editing(
            HttpRequest<?> request,
            Page page,
            Story story,
            Story.Told told,
            HttpStatus status,
            Map<String, String> typed,
            List<Problem> problems,
            boolean stale) {
        return screens.show(
                request,
                page,
                status,
                "update-edit.ftlh",
                Map.of(
                        "summary", summaries.of(page, story),
                        "update", told.update().code(),
                        "stage", told.update().stage().word(),
                        "seen", String.valueOf(story.incident().version()),
                        "languages", ComposerForm.languages(page),
                        "typed", typed,
                        "now", told.bodies(),
                        "problems", problems,
                        "stale", stale));
    }

    private HttpResponse<?> titles(
            HttpRequest<?> request,
            Page page,
            Story story,
            HttpStatus status,
            Map<String, String> typed,
            List<Problem> problems,
            boolean stale) {
        var composer = composers.next(page, story, typed, problems);
        return screens.show(
                request,
                page,
                status,
                "incident-details.ftlh",
                Map.of("composer", composer, "summary", summaries.of(page, story), "stale", stale));
    }

    private static Map<String, String> typed(Screens.Place place) {
        var incident = place.story().incident();
        var zone = place.page().zone();
        var typed = new HashMap<String, String>();
        place.story().names().forEach((language, name) -> typed.put("title." + language, name));
        typed.put("scope", incident.scope() == null ? "" : incident.scope().word());
        typed.put("scope_note", incident.scopeNote() == null ? "" : incident.scopeNote());
        typed.put("impact_started", When.field(incident.impactStartedAt(), zone));
        typed.put("impact_ended", When.field(incident.impactEndedAt(), zone));
        typed.put("scheduled_for", When.field(incident.scheduledFor(), zone));
        typed.put("scheduled_until", When.field(incident.scheduledUntil(), zone));
        return typed;
    }

    /** The details form has no stage of its own; the incident's says whether its window may have an end. */
    private static Form withStage(Form form, Story story) {
        var fields = new HashMap<>(form.fields());
        fields.put("stage", List.of(story.incident().stage().word()));
        return new Form(fields);
    }

    private static Story.Told told(Story story, String update) {
        return story.updates().stream()
                .filter(told -> told.update().code().equals(update))
                .findFirst()
                .orElseThrow(() -> new InvalidException(
                        List.of("There is no update with the id " + update + " in this incident.")));
    }

    /** The version the writer had before their eyes; one that cannot be read counts as none that is current. */
    private static long seen(Form form) {
        return form.text("seen").matches("\\d{1,18}") ? Long.parseLong(form.text("seen")) : -1;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new FormException(problems);
        }
    }
}
