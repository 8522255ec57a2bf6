package herald.api;

import herald.delivery.Announcements;
import herald.incident.Incident;
import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.function.Predicate;

/** The lists of incidents, and the way in for new ones. */
@Controller("/v1/pages/{page}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class IncidentsController {

    private final Pages pages;
    private final Incidents incidents;
    private final Announcements announcements;
    private final IncidentRequest requests;
    private final IncidentViews views;
    private final Calls calls;
    private final Clock clock;

    IncidentsController(
            Pages pages,
            Incidents incidents,
            Announcements announcements,
            IncidentRequest requests,
            IncidentViews views,
            Calls calls,
            Clock clock) {
        this.pages = pages;
        this.incidents = incidents;
        this.announcements = announcements;
        this.requests = requests;
        this.views = views;
        this.calls = calls;
        this.clock = clock;
    }

    @Post(uris = {"/incidents", "/incidents.json"})
    HttpResponse<?> open(HttpRequest<byte[]> request, String page) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var asked = requests.read(on, fields, null);
            var story = announcements.open(on, asked.update().orElseThrow(), asked.texts(), Gate.actor(request));
            return Reply.created(views.of(on, story)).at(story.incident().version());
        });
    }

    /** Incidents and maintenances, the newest created first. */
    @Get(uris = {"/incidents", "/incidents.json"})
    HttpResponse<?> list(HttpRequest<?> request, String page) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            var slice = Slice.of(request);
            return Reply.ok(views.of(on, incidents.newest(on.id(), slice.limit(), slice.offset())));
        });
    }

    /** What is going on: incidents, and maintenances that have begun. */
    @Get(uris = {"/incidents/unresolved", "/incidents/unresolved.json"})
    HttpResponse<?> unresolved(HttpRequest<?> request, String page) {
        return open(request, page, incident -> incident.stage() != Stage.SCHEDULED);
    }

    @Get(uris = {"/incidents/scheduled", "/incidents/scheduled.json"})
    HttpResponse<?> scheduled(HttpRequest<?> request, String page) {
        return open(request, page, incident -> incident.stage() == Stage.SCHEDULED);
    }

    @Get(uris = {"/incidents/upcoming", "/incidents/upcoming.json"})
    HttpResponse<?> upcoming(HttpRequest<?> request, String page) {
        var now = clock.instant();
        return open(
                request,
                page,
                incident -> incident.scheduledFor() != null
                        && incident.scheduledFor().isAfter(now));
    }

    @Get(uris = {"/incidents/active_maintenance", "/incidents/active_maintenance.json"})
    HttpResponse<?> activeMaintenance(HttpRequest<?> request, String page) {
        return open(request, page, incident -> incident.isMaintenance() && incident.stage() != Stage.SCHEDULED);
    }

    private HttpResponse<?> open(HttpRequest<?> request, String page, Predicate<Incident> wanted) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            var open = incidents.open(on.id()).stream()
                    .filter(story -> wanted.test(story.incident()))
                    .toList();
            return Reply.ok(views.of(on, Slice.of(request).of(open)));
        });
    }
}
