package herald.api;

import herald.delivery.Deliveries;
import herald.delivery.Target;
import herald.delivery.TargetChecks;
import herald.delivery.TargetFields;
import herald.delivery.Targets;
import herald.delivery.TestPosts;
import herald.page.Page;
import herald.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/** The accounts that mirror a page. Secrets go in and never come out. */
@Controller("/v1/pages/{page}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class TargetsController {

    private final Pages pages;
    private final Targets targets;
    private final TargetChecks checks;
    private final TestPosts tests;
    private final Deliveries deliveries;
    private final Calls calls;

    TargetsController(
            Pages pages, Targets targets, TargetChecks checks, TestPosts tests, Deliveries deliveries, Calls calls) {
        this.pages = pages;
        this.targets = targets;
        this.checks = checks;
        this.tests = tests;
        this.deliveries = deliveries;
        this.calls = calls;
    }

    @Get(uris = {"/targets", "/targets.json"})
    HttpResponse<?> list(HttpRequest<?> request, String page) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            return Reply.ok(Slice.of(request).of(targets.ofPage(on.id())).stream()
                    .map(target -> TargetView.of(on, target, targets))
                    .toList());
        });
    }

    @Post(uris = {"/targets", "/targets.json"})
    HttpResponse<?> create(HttpRequest<byte[]> request, String page) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var target = targets.create(on, wanted(fields), Gate.actor(request));
            return Reply.created(TargetView.of(on, target, targets));
        });
    }

    @Get(uris = {"/targets/{id}", "/targets/{id}.json"})
    HttpResponse<?> show(String page, String id) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            return Reply.ok(TargetView.of(on, targets.byCode(on.id(), id), targets));
        });
    }

    @Patch(uris = {"/targets/{id}", "/targets/{id}.json"})
    HttpResponse<?> change(HttpRequest<byte[]> request, String page, String id) {
        return on(request, page, (at, fields) -> targets.change(at, id, wanted(fields), Gate.actor(request)));
    }

    @Put(uris = {"/targets/{id}", "/targets/{id}.json"})
    HttpResponse<?> replace(HttpRequest<byte[]> request, String page, String id) {
        return change(request, page, id);
    }

    @Post(uris = {"/targets/{id}/hold", "/targets/{id}/hold.json"})
    HttpResponse<?> hold(HttpRequest<byte[]> request, String page, String id) {
        return on(request, page, (at, _) -> targets.hold(at, id, Gate.actor(request)));
    }

    /** Writes to a target again that was held or paused. */
    @Post(uris = {"/targets/{id}/release", "/targets/{id}/release.json"})
    HttpResponse<?> release(HttpRequest<byte[]> request, String page, String id) {
        return on(request, page, (at, _) -> targets.release(at, id, Gate.actor(request)));
    }

    /** Looks whether the account would take a post now, without posting. */
    @Post(uris = {"/targets/{id}/check", "/targets/{id}/check.json"})
    HttpResponse<?> check(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            fields.check();
            return Reply.ok(TargetCheckView.of(checks.look(on, id)));
        });
    }

    /** Posts a word that says it is a test. */
    @Post(uris = {"/targets/{id}/test", "/targets/{id}/test.json"})
    HttpResponse<?> test(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            fields.check();
            return Reply.ok(TestPostView.of(tests.post(on, id, Gate.actor(request))));
        });
    }

    /** Takes the key holder's word that it is the right account; {@code name} is the target's. */
    @Post(uris = {"/targets/{id}/confirm", "/targets/{id}/confirm.json"})
    HttpResponse<?> confirm(HttpRequest<byte[]> request, String page, String id) {
        return on(request, page, (at, fields) -> {
            var name = fields.text("name");
            fields.check();
            return targets.confirm(at, id, name == null ? "" : name, Gate.actor(request));
        });
    }

    /** Holds everything that would leave for the page's targets, or lets it go again. */
    @Post(uris = {"/mirrors/hold", "/mirrors/hold.json"})
    HttpResponse<?> holdAll(HttpRequest<byte[]> request, String page) {
        return mirrors(request, page, true);
    }

    @Post(uris = {"/mirrors/release", "/mirrors/release.json"})
    HttpResponse<?> releaseAll(HttpRequest<byte[]> request, String page) {
        return mirrors(request, page, false);
    }

    private HttpResponse<?> mirrors(HttpRequest<byte[]> request, String page, boolean held) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            fields.check();
            deliveries.holdAll(on, held, Gate.actor(request));
            return Reply.ok(Map.of("mirrors_held", held));
        });
    }

    /** Answers the target as it was. */
    @Delete(uris = {"/targets/{id}", "/targets/{id}.json"})
    HttpResponse<?> delete(HttpRequest<byte[]> request, String page, String id) {
        return on(request, page, (at, _) -> targets.remove(at, id, Gate.actor(request)));
    }

    private static TargetFields wanted(Fields fields) {
        var given = fields.object("target");
        var wanted = new TargetFields(
                given.text("channel"),
                given.text("name"),
                given.flag("enabled"),
                given.text("language"),
                given.has("settings") ? given.clearableTexts("settings") : null);
        fields.check();
        return wanted;
    }

    private HttpResponse<?> on(HttpRequest<byte[]> request, String page, Deed deed) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            return Reply.ok(TargetView.of(on, deed.done(on, fields), targets));
        });
    }

    /** Something done to one target. */
    private interface Deed {
        Target done(Page page, Fields fields);
    }
}
