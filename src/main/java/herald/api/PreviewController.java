package herald.api;

import herald.delivery.Previews;
import herald.incident.Incidents;
import herald.page.InvalidException;
import herald.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Shows what every target would be told. Sends nothing and keeps nothing. */
@Controller("/v1/pages/{page}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class PreviewController {

    private final Pages pages;
    private final Incidents incidents;
    private final IncidentRequest requests;
    private final Previews previews;
    private final Calls calls;

    PreviewController(Pages pages, Incidents incidents, IncidentRequest requests, Previews previews, Calls calls) {
        this.pages = pages;
        this.incidents = incidents;
        this.requests = requests;
        this.previews = previews;
        this.calls = calls;
    }

    /** Takes what would be posted; with {@code incident_id} beside it, to that incident. */
    @Post(uris = {"/preview", "/preview.json"})
    HttpResponse<?> preview(HttpRequest<byte[]> request, String page) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var code = fields.text("incident_id");
            fields.check();
            var story = code == null ? null : incidents.story(on, code);
            var asked = requests.read(on, fields, story == null ? null : () -> story);
            var next = asked.update()
                    .orElseThrow(() -> new InvalidException(
                            List.of("incident: give a status or a body; without them nothing would be posted.")));
            return Reply.ok(previews.of(on, code, next, asked.texts()).stream()
                    .map(PreviewView::of)
                    .toList());
        });
    }
}
