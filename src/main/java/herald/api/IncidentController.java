package herald.api;

import herald.delivery.Announcements;
import herald.delivery.Deliveries;
import herald.incident.Incidents;
import herald.incident.Story;
import herald.page.Page;
import herald.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/v1/pages/{page}/incidents")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class IncidentController {

    private final Pages pages;
    private final Incidents incidents;
    private final Announcements announcements;
    private final Deliveries deliveries;
    private final IncidentRequest requests;
    private final IncidentViews views;
    private final Calls calls;

    IncidentController(
            Pages pages,
            Incidents incidents,
            Announcements announcements,
            Deliveries deliveries,
            IncidentRequest requests,
            IncidentViews views,
            Calls calls) {
        this.pages = pages;
        this.incidents = incidents;
        this.announcements = announcements;
        this.deliveries = deliveries;
        this.requests = requests;
        this.views = views;
        this.calls = calls;
    }

    @Get(uris = {"/{id}", "/{id}.json"})
    HttpResponse<?> show(String page, String id) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            return shown(on, incidents.story(on, id));
        });
    }

    /** With a stage or words, posts the next update; without, changes what is said of the incident. */
    @Patch(uris = {"/{id}", "/{id}.json"})
    HttpResponse<?> change(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var seen = Calls.seen(request);
            var actor = Gate.actor(request);
            var asked = requests.read(on, fields, () -> incidents.story(on, id));
            return shown(
                    on,
                    asked.update()
                            .map(next -> announcements.post(on, id, next, asked.texts(), seen, actor))
                            .orElseGet(() -> incidents.change(on, id, asked.details(), seen, actor)));
        });
    }

    @Put(uris = {"/{id}", "/{id}.json"})
    HttpResponse<?> replace(HttpRequest<byte[]> request, String page, String id) {
        return change(request, page, id);
    }

    @Patch(uris = {"/{id}/incident_updates/{update}", "/{id}/incident_updates/{update}.json"})
    HttpResponse<?> edit(HttpRequest<byte[]> request, String page, String id, String update) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var given = fields.object("incident_update");
            var bodies = IncidentRequest.bodies(on, given, given.object("herald"));
            var displayAt = given.moment("display_at");
            fields.check();
            var story = incidents.edit(on, id, update, bodies, displayAt, Calls.seen(request), Gate.actor(request));
            return story.updates().stream()
                    .filter(told -> told.update().code().equals(update))
                    .map(told -> Reply.ok(UpdateView.of(on, story, told))
                            .at(story.incident().version()))
                    .findFirst()
                    .orElseThrow();
        });
    }

    @Put(uris = {"/{id}/incident_updates/{update}", "/{id}/incident_updates/{update}.json"})
    HttpResponse<?> replaceUpdate(HttpRequest<byte[]> request, String page, String id, String update) {
        return edit(request, page, id, update);
    }

    /** Takes an update's words back. Answers the incident as it stands then. */
    @Post(uris = {"/{id}/incident_updates/{update}/withdraw", "/{id}/incident_updates/{update}/withdraw.json"})
    HttpResponse<?> withdraw(HttpRequest<byte[]> request, String page, String id, String update) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            fields.check();
            return shown(on, deliveries.withdraw(on, id, update, Gate.actor(request)));
        });
    }

    private Reply shown(Page page, Story story) {
        return Reply.ok(views.of(page, story)).at(story.incident().version());
    }
}
