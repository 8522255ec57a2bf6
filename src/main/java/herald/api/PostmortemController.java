package herald.api;

import herald.incident.Postmortems;
import herald.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Objects;

@Controller("/v1/pages/{page}/incidents/{id}/postmortem")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class PostmortemController {

    private final Pages pages;
    private final Postmortems postmortems;
    private final Calls calls;

    PostmortemController(Pages pages, Postmortems postmortems, Calls calls) {
        this.pages = pages;
        this.postmortems = postmortems;
        this.calls = calls;
    }

    @Get
    HttpResponse<?> show(String page, String id) {
        return calls.read(() -> Reply.ok(PostmortemView.of(postmortems.of(pages.byCode(page), id))));
    }

    @Put
    HttpResponse<?> draft(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, fields -> {
            var words = Objects.requireNonNullElse(fields.object("postmortem").text("body_draft"), "");
            fields.check();
            return Reply.ok(PostmortemView.of(postmortems.draft(pages.byCode(page), id, words, Gate.actor(request))));
        });
    }

    @Put("/publish")
    HttpResponse<?> publish(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(
                request,
                _ -> Reply.ok(PostmortemView.of(postmortems.publish(pages.byCode(page), id, Gate.actor(request)))));
    }

    @Put("/revert")
    HttpResponse<?> revert(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(
                request,
                _ -> Reply.ok(PostmortemView.of(postmortems.revert(pages.byCode(page), id, Gate.actor(request)))));
    }

    @Delete
    HttpResponse<?> delete(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, _ -> {
            postmortems.delete(pages.byCode(page), id, Gate.actor(request));
            return Reply.noContent();
        });
    }
}
